package trunkline.smpp.bind;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.session.SubmitRequest;

/**
 * One submit_sm on its way and back: what a timeline shows beside its outcome. Handed out with the outcome, and not changed
 * after it but for that of a late response.
 */
public final class Passage {

    /** Of {@link #congestionState}: the response had none. */
    public static final int NO_CONGESTION_STATE = -1;

    private static final long NOT_YET = Long.MIN_VALUE;

    private final SubmitRequest request;
    private final int sequence;
    private final long endOctet;
    private final long sentNanos;
    private final long sentMicros;
    private long answeredMicros = NOT_YET;
    private int congestionState = NO_CONGESTION_STATE;

    /**
     * A submit that is being sent.
     *
     * @param endOctet where in the stream of octets its PDU ends
     * @param sentNanos a {@link System#nanoTime} reading
     * @param sentMicros the same moment in microseconds since 1970
     */
    Passage(SubmitRequest request, int sequence, long endOctet, long sentNanos, long sentMicros) {
        this.request = request;
        this.sequence = sequence;
        this.endOctet = endOctet;
        this.sentNanos = sentNanos;
        this.sentMicros = sentMicros;
    }

    void answered(long micros, int congestion) {
        answeredMicros = micros;
        congestionState = congestion;
    }

    SubmitRequest request() {
        return request;
    }

    long endOctet() {
        return endOctet;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** Its sequence_number, not used twice by a bind until 2,147,483,647 others have been; 0 if it was not sent at all. */
    public int sequence() {
        return sequence;
    }

    /** When it was handed to be sent. */
    public Instant sentAt() {
        return Instant.EPOCH.plus(sentMicros, ChronoUnit.MICROS);
    }

    /** When its response was read; null if none has come. */
    public @Nullable Instant answeredAt() {
        return answeredMicros == NOT_YET ? null : Instant.EPOCH.plus(answeredMicros, ChronoUnit.MICROS);
    }

    /** {@link #sentAt} in microseconds since 1970. */
    public long sentMicros() {
        return sentMicros;
    }

    /** {@link #answeredAt} in microseconds since 1970; {@link Long#MIN_VALUE} if none has come. */
    public long answeredMicros() {
        return answeredMicros;
    }

    /** congestion_state of the response (SMPP 5.0 §4.8.4.18), as it stood there; -1 if there is none. */
    public int congestionState() {
        return congestionState;
    }

    @Override
    public String toString() {
        return "Passage[" + sequence + ", sent " + sentAt() + ", answered " + answeredAt() + "]";
    }
}
