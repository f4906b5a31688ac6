package trunkline.gateway.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes those who wait for events of an account. It says that there are some, not which. Thread-safe. */
public final class EventBell {

    /** Bounded by the endpoints and streams there may be. */
    private final Map<Long, List<Runnable>> waiting = new ConcurrentHashMap<>();

    /**
     * Has {@code wake} run, on the store's writer, after each commit that wrote events of {@code account}: it must be short.
     *
     * @return takes it back
     */
    public Runnable listen(long account, Runnable wake) {
        waiting.compute(account, (key, before) -> {
            List<Runnable> list = before == null ? new CopyOnWriteArrayList<>() : before;
            list.add(wake);
            return list;
        });
        return () -> waiting.computeIfPresent(account, (key, list) -> {
            list.remove(wake);
            return list.isEmpty() ? null : list;
        });
    }

    /** There are events of these accounts. */
    public void ring(Collection<Long> accounts) {
        for (Long account : accounts) {
            List<Runnable> some = waiting.get(account);
            if (some != null) {
                some.forEach(Runnable::run);
            }
        }
    }
}
