package trunkline.gateway.smsc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SmsLink;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsOptions;
import trunkline.smpp.address.Address;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.session.SmppTime;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;

/** An SMS as its segments leave, all in one array. */
final class EncodedSms implements SmsLink.Encoded {

    /** Message class 0 of the general data coding (3GPP TS 23.038 §4). */
    private static final int CLASS_0 = 0x10;
    /** A receipt of success and of failure (SMPP 3.4 §5.2.17). */
    private static final int RECEIPT_WANTED = 1;

    private final Address source;
    private final Address destination;
    private final byte[] octets;
    /** Where each segment ends. */
    private final int[] ends;

    private final int dataCoding;
    private final boolean header;
    private final SubmitOptions options;

    private EncodedSms(OutboundMessage message, SegmentEncoder encoder, byte[] octets) {
        this.source = source(message.request().from().value());
        this.destination = Address.international(message.request().to().e164());
        this.octets = octets;
        this.ends = new int[encoder.segments()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = encoder.offset(i) + encoder.length(i);
        }
        SmsOptions asked = ((Content.Sms) message.request().content()).options();
        this.dataCoding = encoder.coding().value() | (asked.flash() ? CLASS_0 : 0);
        this.header = encoder.hasHeader();
        this.options = options(message, asked.handling());
    }

    private static SubmitOptions options(OutboundMessage message, SmsOptions.Handling handling) {
        if (handling.equals(SmsOptions.Handling.NONE)) {
            return SubmitOptions.WITH_RECEIPT;
        }
        long deliverAt = handling.deliverAtMicros();
        return new SubmitOptions(
                "",
                handling.protocolId(),
                handling.priority(),
                RECEIPT_WANTED,
                new SubmitOptions.Times(
                        deliverAt == 0 ? "" : absolute(deliverAt),
                        handling.tellValidity() ? absolute(message.expiresAtMicros()) : ""));
    }

    private static String absolute(long micros) {
        return SmppTime.absolute(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /**
     * Encodes a message; null if it cannot be.
     *
     * @param scratch {@link SegmentEncoder#MAX_OCTETS} long
     */
    static @Nullable EncodedSms of(OutboundMessage message, SegmentEncoder encoder, byte[] scratch) {
        if (!(message.request().content() instanceof Content.Text text)
                || encoder.encode(text.text(), message.reference(), scratch) != SegmentEncoder.Result.ENCODED) {
            return null;
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

    @Override
    public @Nullable String form() {
        return null;
    }

    /** The submit_sm of segment {@code number}, from 1. */
    SubmitRequest request(int number, long token) {
        int from = number == 1 ? 0 : ends[number - 2];
        UserData userData = new UserData(octets, from, ends[number - 1] - from, dataCoding, header);
        return new SubmitRequest(token, source, destination, userData, options);
    }
}
