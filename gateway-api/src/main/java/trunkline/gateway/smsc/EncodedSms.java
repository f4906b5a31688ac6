package trunkline.gateway.smsc;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.AddressRules;
import trunkline.gateway.dispatch.SmsLink;
import trunkline.gateway.message.OutboundMessage;
import trunkline.smpp.address.Address;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;
import trunkline.smpp.session.UserData.SegmentNumber;

/** An SMS as its pieces leave, all in one array. */
final class EncodedSms implements SmsLink.Encoded {

    /** SMPP 3.4 §5.2.21: what is longer goes into message_payload. */
    private static final int SHORT_MESSAGE_OCTETS = 254;

    /**
     * What is the same in all submit_sm of a message.
     *
     * @param dataCoding the octet of SMPP 3.4 §5.2.19
     * @param inPayload whether a message in one piece goes into message_payload even if short_message has room for it
     * @param options asked for at each submit: some tell the time that is left
     * @param addresses how addresses are told
     */
    record Common(int dataCoding, boolean inPayload, Supplier<SubmitOptions> options, AddressRules addresses) {}

    private Address source;
    private final Address destination;
    private final byte[] octets;
    /** Where each piece ends. */
    private final int[] ends;

    private final boolean header;
    private final boolean sar;
    private final boolean payload;
    private final int reference;
    private final @Nullable String form;
    private final Common common;
    private @Nullable String sim;

    /**
     * What {@code encoder} has just made of {@code message}.
     *
     * @param octets of all its pieces; kept
     * @param form see {@link #form()}
     */
    EncodedSms(OutboundMessage message, SegmentEncoder encoder, byte[] octets, @Nullable String form, Common common) {
        this.source = common.addresses().sender(message.request().from().value());
        this.destination = common.addresses().recipient(message.request().to().e164());
        this.octets = octets;
        this.ends = new int[encoder.pieces()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = encoder.offset(i) + encoder.length(i);
        }
        this.header = encoder.hasHeader();
        this.sar = encoder.needsSar();
        this.payload = encoder.isInOnePiece() && (common.inPayload() || octets.length > SHORT_MESSAGE_OCTETS);
        this.reference = message.reference();
        this.form = form;
        this.common = common;
    }

    @Override
    public int segments() {
        return ends.length;
    }

    @Override
    public @Nullable String form() {
        return sim == null ? form : SimForm.write(sim, form);
    }

    /** The SIM that it was last sent by; null where none was chosen. */
    @Nullable
    String sim() {
        return sim;
    }

    /** It was sent by this SIM before. */
    void sentBy(String name) {
        sim = name;
    }

    /** From now on this SIM sends it, which is picked by {@code address}. */
    void sendBy(String name, Address address) {
        sim = name;
        source = address;
    }

    /** The submit_sm of piece {@code number}, from 1. */
    SubmitRequest request(int number, long token) {
        return new SubmitRequest(
                token, source, destination, userData(number), common.options().get());
    }

    private UserData userData(int number) {
        int from = number == 1 ? 0 : ends[number - 2];
        int length = ends[number - 1] - from;
        if (payload) {
            return UserData.inPayload(octets, from, length, common.dataCoding());
        }
        UserData userData = new UserData(octets, from, length, common.dataCoding(), header);
        return sar ? userData.numbered(new SegmentNumber(reference, ends.length, number)) : userData;
    }
}
