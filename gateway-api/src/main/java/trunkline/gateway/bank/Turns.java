package trunkline.gateway.bank;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns that are kept for messages which wait aside for their SIM. Bounded: beyond {@link #MAX} a message asks again at its time and
 * takes what is free then.
 */
final class Turns {

    static final int MAX = 10_000;
    /** A turn that nobody has come for in this time is lost: its message was cancelled. */
    private static final long STALE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /**
     * One of them.
     *
     * @param segments that it is for
     */
    record Turn(Sim sim, long atNanos, int segments) {}

    private final Map<Long, Turn> byMessage = new LinkedHashMap<>();

    @Nullable
    Turn of(long message) {
        return byMessage.get(message);
    }

    boolean isFull() {
        return byMessage.size() >= MAX;
    }

    void keep(long message, Turn turn, long nowNanos) {
        for (Iterator<Turn> all = byMessage.values().iterator(); all.hasNext(); ) {
            if (nowNanos - all.next().atNanos() <= STALE_NANOS) {
                break;
            }
            all.remove();
        }
        byMessage.put(message, turn);
    }

    /** So many segments have had their turn. */
    void use(long message, Turn turn, int segments) {
        if (turn.segments() > segments) {
            byMessage.put(message, new Turn(turn.sim(), turn.atNanos(), turn.segments() - segments));
        } else {
            byMessage.remove(message);
        }
    }

    void lose(long message) {
        byMessage.remove(message);
    }
}
