package trunkline.gateway.smsc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import trunkline.gateway.inbound.InboundReading.Answer;
import trunkline.gateway.inbound.InboundReading.Arrival;

/**
 * The connections that one SMSC's binds have had: what became of the answers that were sent over them. An answer that left
 * on a link which then lived on has arrived, as TCP has it; one that left just before its link broke may not have. Bounded:
 * the oldest are forgotten. Thread-safe.
 */
final class LinkSessions {

    private static final int REMEMBERED = 256;
    /** An answer that left this long before its link broke has arrived. */
    private static final long DOUBT_MICROS = TimeUnit.SECONDS.toMicros(60);
    /** SMSCs wait longer than this for an answer, if not much, before they offer a message again. */
    private static final long LATE_MICROS = TimeUnit.SECONDS.toMicros(5);

    private static final long ALIVE = Long.MAX_VALUE;

    private static final class Session {
        private long endedAt = ALIVE;
        private long lateUpTo = Long.MIN_VALUE;
    }

    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private long last;

    /** A bind is up; what its session is known by. */
    synchronized long begin(long nowMicros) {
        last = Math.max(last + 1, nowMicros);
        sessions.put(last, new Session());
        if (sessions.size() > REMEMBERED) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        return last;
    }

    synchronized void end(long id, long nowMicros) {
        Session session = sessions.get(id);
        if (session != null) {
            session.endedAt = nowMicros;
        }
    }

    /** What came at {@code receivedAtMicros} is answered now. */
    synchronized void answered(long id, long receivedAtMicros, long nowMicros) {
        Session session = sessions.get(id);
        if (session != null && nowMicros - receivedAtMicros > LATE_MICROS) {
            session.lateUpTo = Math.max(session.lateUpTo, receivedAtMicros);
        }
    }

    /** Whether the SMSC heard of what came by {@code earlier}, now that the same octets come by {@code now}. */
    synchronized Answer answerOf(Arrival earlier, long receivedAtMicros, Arrival now) {
        if (earlier.equals(now)) {
            return Answer.DOUBTFUL; // the very same PDU
        }
        Session session = sessions.get(earlier.session());
        if (session == null) {
            return Answer.UNKNOWN;
        }
        boolean brokeSoon = session.endedAt != ALIVE && receivedAtMicros > session.endedAt - DOUBT_MICROS;
        return brokeSoon || receivedAtMicros <= session.lateUpTo ? Answer.DOUBTFUL : Answer.ARRIVED;
    }
}
