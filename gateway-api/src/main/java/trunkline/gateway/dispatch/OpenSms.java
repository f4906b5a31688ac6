package trunkline.gateway.dispatch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SMS of one way of which something was claimed, or is to be tried again, each until all that is known of it is on stable storage.
 * Confined to the executor of the link.
 */
final class OpenSms {

    /** Bounded by the window, what is read at once of what is due, and what was in flight when the last process ended. */
    private final Map<Long, Outgoing> byKey = new HashMap<>();

    void add(Outgoing outgoing) {
        byKey.put(outgoing.message().key(), outgoing);
    }

    boolean has(long key) {
        return byKey.containsKey(key);
    }

    /** The message with this key, or null if all is known of it. */
    @Nullable
    Outgoing find(long key) {
        return byKey.get(key);
    }

    /** The message with this key, of which something was claimed. */
    Outgoing claimed(long key) {
        Outgoing outgoing = byKey.get(key);
        if (outgoing == null) {
            throw new IllegalStateException("no message with the key " + key + " is being sent");
        }
        return outgoing;
    }

    /** Of so many segments the result is on stable storage, or their claims came to nothing. */
    void resolved(Outgoing outgoing, int segments) {
        outgoing.resolved(segments);
        forgetIfDone(outgoing);
    }

    void forgetIfDone(Outgoing outgoing) {
        if (outgoing.isDone()) {
            byKey.remove(outgoing.message().key());
        }
    }

    /** Whether something was claimed whose result is not on stable storage. */
    boolean hasUnresolved() {
        return byKey.values().stream().anyMatch(Outgoing::hasUnresolved);
    }
}
