package trunkline.smpp.inbound;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.SeptetText;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.OptionalParameters;

/**
 * One delivery of a phone's message: all of it, or a part.
 *
 * @param coding what its octets are; never {@link InboundCoding#PACKED_SEPTETS}, those are unpacked
 * @param tables those that its septets are read by
 * @param place in a longer message, by the header or by the SAR parameters; null if it stands alone
 * @param ports the programs it is for and from; null if it is for the reader himself
 * @param octets without the header
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way to be decoded; nobody compares parts
public record InboundPart(
        InboundCoding coding, Tables tables, @Nullable Place place, @Nullable Ports ports, byte[] octets) {

    /**
     * National tables (3GPP TS 23.040 §9.2.3.24.15 and .16).
     *
     * @param locking the National Language Identifier of the locking shift table, 0 for the default
     * @param single the same of the single shift table
     */
    public record Tables(int locking, int single) {}

    /**
     * Where a part belongs.
     *
     * @param kind how it is told
     * @param reference of the message, 0 to 255 or 65535; the sender's numbers come round again
     * @param total parts of the message, 2 to 255
     * @param number of this part, 1 to {@code total}
     */
    public record Place(Kind kind, int reference, int total, int number) {

        /** How a place is told. Messages of two kinds are two, though all else of them is the same. */
        public enum Kind {
            /** A header with a reference of 8 bits (3GPP TS 23.040 §9.2.3.24.1). */
            UDH8(0),
            /** A header with a reference of 16 bits (§9.2.3.24.8). */
            UDH16(1),
            /** sar_msg_ref_num and its like (SMPP 3.4 §5.3.2.22 to §5.3.2.24). */
            SAR(2);

            private final int number;

            Kind(int number) {
                this.number = number;
            }

            /** What stands for it in tables. */
            public int number() {
                return number;
            }
        }

        private static final int TOTAL_MAX = 255;

        /** Null if a part cannot be there, or is the only one. */
        static @Nullable Place of(Kind kind, int reference, int total, int number) {
            boolean makesSense = reference >= 0 && total > 1 && total <= TOTAL_MAX && number >= 1 && number <= total;
            return makesSense ? new Place(kind, reference, total, number) : null;
        }
    }

    /** The programs that a message is for and from (3GPP TS 23.040 §9.2.3.24.3 and .4), 0 to 65535. */
    public record Ports(int destination, int source) {}

    private static final int UDHI = 0x40;

    /**
     * What {@code delivery} holds.
     *
     * @param alphabet what the SMSC writes where it says "default alphabet"
     */
    public static InboundPart of(Delivery delivery, DefaultAlphabet alphabet) {
        byte[] userData = delivery.userData();
        boolean hasHeader = (delivery.esmClass() & UDHI) != 0;
        UserDataElements elements = hasHeader ? UserDataElements.read(userData) : UserDataElements.NONE;
        Place place = elements.place() == null ? sar(delivery.parameters()) : elements.place();
        InboundCoding coding = InboundCoding.of(delivery.dataCoding(), alphabet);
        boolean packed = coding == InboundCoding.PACKED_SEPTETS;
        byte[] octets = packed
                ? SeptetText.unpack(userData, elements.octets())
                : Arrays.copyOfRange(userData, elements.octets(), userData.length);
        return new InboundPart(
                packed ? InboundCoding.SEPTETS : coding, elements.tables(), place, elements.ports(), octets);
    }

    private static @Nullable Place sar(OptionalParameters parameters) {
        return Place.of(
                Place.Kind.SAR,
                parameters.number(OptionalParameters.SAR_MSG_REF_NUM),
                parameters.number(OptionalParameters.SAR_TOTAL_SEGMENTS),
                parameters.number(OptionalParameters.SAR_SEGMENT_SEQNUM));
    }
}
