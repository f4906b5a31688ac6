package trunkline.gateway.smsc;

import java.util.Arrays;
import trunkline.gateway.dispatch.SmsLink;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.smpp.address.Address;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;

/** An SMS as its segments leave, all in one array. */
final class EncodedSms implements SmsLink.Encoded {

    private final Address source;
    private final Address destination;
    private final byte[] octets;
    /** Where each segment ends. */
    private final int[] ends;

    private final int dataCoding;
    private final boolean header;

    private EncodedSms(OutboundMessage message, SegmentEncoder encoder, byte[] octets) {
        this.source = source(message.request().from().value());
        this.destination = Address.international(message.request().to().e164());
        this.octets = octets;
        this.ends = new int[encoder.segments()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = encoder.offset(i) + encoder.length(i);
        }
        this.dataCoding = encoder.coding().value();
        this.header = encoder.hasHeader();
    }

    /**
     * Encodes a message that was measured before it was accepted. Its concatenation reference is drawn from its id, so
     * that a segment that is sent again, even by a later process, still belongs to the others.
     *
     * @param scratch {@link SegmentEncoder#MAX_OCTETS} long
     */
    static EncodedSms of(OutboundMessage message, SegmentEncoder encoder, byte[] scratch) {
        String text = ((Content.Text) message.request().content()).text();
        SegmentEncoder.Result result = encoder.encode(text, (int) message.id().secret(), scratch);
        if (result != SegmentEncoder.Result.ENCODED) {
            throw new IllegalStateException("message " + message.id() + " was accepted and is " + result);
        }
        int last = encoder.segments() - 1;
        return new EncodedSms(message, encoder, Arrays.copyOf(scratch, encoder.offset(last) + encoder.length(last)));
    }

    private static Address source(String sender) {
        if (sender.startsWith("+")) {
            return Address.international(sender);
        }
        boolean digits = sender.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Address.shortCode(sender) : Address.alphanumeric(sender);
    }

    @Override
    public int segments() {
        return ends.length;
    }

    /** The submit_sm of segment {@code number}, from 1. */
    SubmitRequest request(int number, long token) {
        int from = number == 1 ? 0 : ends[number - 2];
        UserData userData = new UserData(octets, from, ends[number - 1] - from, dataCoding, header);
        return new SubmitRequest(token, source, destination, userData, SubmitOptions.WITH_RECEIPT);
    }
}
