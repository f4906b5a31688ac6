package trunkline.gateway.smsc;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.inbound.InboundPlace;
import trunkline.gateway.inbound.InboundReading;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.inbound.InboundCoding;
import trunkline.smpp.inbound.InboundPart;
import trunkline.smpp.inbound.InboundText;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.session.Delivery;

/** The messages from phones that one SMSC brings: how they are read, and on which connections they came. Thread-safe. */
final class SmscInbound {

    /** command_length, command_id, command_status, sequence_number (SMPP 3.4 §3.2). */
    private static final int HEADER_OCTETS = 16;

    private static final int SEQUENCE_OFFSET = 12;
    /** A part of a message has up to 140 octets on the air, and up to 160 septets; what is much longer is none. */
    private static final int PART_OCTETS_MAX = 1_024;

    private static final int INTERNATIONAL_MIN = 11;
    private static final int INTERNATIONAL_MAX = 15;

    private final DefaultAlphabet alphabet;
    private final LinkSessions sessions = new LinkSessions();

    /** @param alphabet what the SMSC writes where it says "default alphabet" */
    SmscInbound(DefaultAlphabet alphabet) {
        this.alphabet = alphabet;
    }

    LinkSessions sessions() {
        return sessions;
    }

    /** What {@code delivery} holds. */
    InboundReading read(int bind, long session, Delivery delivery) {
        int sequence = ByteBuffer.wrap(delivery.octets()).getInt(SEQUENCE_OFFSET);
        InboundPart part = InboundPart.of(delivery, alphabet);
        InboundPlace place = part.octets().length > PART_OCTETS_MAX ? null : place(part.place());
        return new Reading(delivery, place, new InboundReading.Arrival(bind, session, sequence), sessions);
    }

    private static @Nullable InboundPlace place(InboundPart.@Nullable Place place) {
        return place == null
                ? null
                : new InboundPlace(place.kind().number(), place.reference(), place.total(), place.number());
    }

    /** A part of octets that were kept. */
    InboundPart part(byte[] pdu) {
        return part(pdu, alphabet);
    }

    /** The same of an SMSC that is not configured any more. */
    static InboundPart ofNobody(byte[] pdu) {
        return part(pdu, DefaultAlphabet.GSM7_UNPACKED);
    }

    private static InboundPart part(byte[] pdu, DefaultAlphabet alphabet) {
        return InboundPart.of(Delivery.decode(pdu), alphabet);
    }

    /** What parts say together. */
    static InboundContent join(List<InboundPart> parts) {
        InboundText text = InboundText.join(parts);
        InboundPart.Ports ports = parts.isEmpty() ? null : parts.get(0).ports();
        return new InboundContent(
                text.coding().label(),
                text.coding() == InboundCoding.BINARY,
                text.text(),
                ports == null ? null : new InboundContent.Ports(ports.destination(), ports.source()));
    }

    /** An international number with its plus, also where the SMSC does not say that it is one. */
    static String number(Address address) {
        String value = address.value();
        boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean unsaid = address.typeOfNumber() == TypeOfNumber.UNKNOWN
                && value.length() >= INTERNATIONAL_MIN
                && value.length() <= INTERNATIONAL_MAX
                && !value.startsWith("0");
        return digits && (unsaid || address.typeOfNumber() == TypeOfNumber.INTERNATIONAL) ? "+" + value : value;
    }

    private record Reading(Delivery delivery, @Nullable InboundPlace place, Arrival arrival, LinkSessions sessions)
            implements InboundReading {

        @Override
        public String from() {
            return number(delivery.source());
        }

        @Override
        public String to() {
            return number(delivery.destination());
        }

        @Override
        public byte[] pdu() {
            return delivery.octets();
        }

        @Override
        public long fingerprint() {
            try {
                MessageDigest sha = MessageDigest.getInstance("SHA-256");
                if (place != null) {
                    sha.update((byte) delivery.dataCoding());
                    return ByteBuffer.wrap(sha.digest(delivery.userData())).getLong();
                }
                byte[] octets = delivery.octets();
                sha.update(octets, HEADER_OCTETS, octets.length - HEADER_OCTETS);
                return ByteBuffer.wrap(sha.digest()).getLong();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public Answer answerOf(Arrival earlier, long receivedAtMicros) {
            return sessions.answerOf(earlier, receivedAtMicros, arrival);
        }
    }
}
