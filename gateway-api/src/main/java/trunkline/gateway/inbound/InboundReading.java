package trunkline.gateway.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a phone's message as its way reads it: all of the message, or a part. The store calls it on the writer's
 * thread; what it does must be short.
 */
public interface InboundReading {

    /** What is known of whether the SMSC heard that an earlier delivery was kept. */
    enum Answer {
        /** It did, so that the same octets again are another message. */
        ARRIVED,
        /** The link broke soon after, or the answer was late: the SMSC may offer it again. */
        DOUBTFUL,
        /** An earlier process had it. */
        UNKNOWN
    }

    /**
     * Which of a way's connections brought it.
     *
     * @param bind its number, from 1
     * @param session when that connection was bound, microseconds since 1970 in UTC: no two of a way are the same
     * @param sequence its sequence_number there
     */
    record Arrival(int bind, long session, int sequence) {}

    /**
     * Octets that were kept.
     *
     * @param way whose they are
     */
    @SuppressWarnings("ArrayRecordComponent") // on their way to be decoded; nobody compares them
    record Raw(String way, byte[] pdu) {}

    /** Reads what was kept. */
    interface Reader {
        /** What the parts that there are say together, in their order. Never fails. */
        InboundContent read(List<Raw> parts);
    }

    /** The phone's number: {@code +} and its digits if it is an international one, else as it came. */
    String from();

    /** The number that it was sent to, in the same form. */
    String to();

    /** Where it belongs in a longer message; null if it stands alone. */
    @Nullable
    InboundPlace place();

    Arrival arrival();

    /** The octets of its PDU, from which it can be read again. */
    byte[] pdu();

    /** The same for all deliveries of the same octets, whatever their sequence numbers. */
    long fingerprint();

    /** Whether the SMSC heard of the delivery that came by {@code earlier} at {@code receivedAtMicros}. */
    Answer answerOf(Arrival earlier, long receivedAtMicros);
}
