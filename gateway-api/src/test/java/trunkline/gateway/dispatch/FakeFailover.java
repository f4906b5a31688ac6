package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.route.FailoverCause;

/** Another way, {@code carrier-b}, for the causes that it is told. Confined to one thread. */
final class FakeFailover implements Failover {

    static final String OTHER = "carrier-b";

    /** For which a message goes there. */
    final Set<FailoverCause> causes = EnumSet.noneOf(FailoverCause.class);
    /** Why it was asked for another way, each time. */
    final List<FailoverCause> asked = new ArrayList<>();
    /** Which ways were told that messages were given to them. */
    final List<String> told = new ArrayList<>();

    private @Nullable String whyDown;

    /** From now on the way that messages leave is down. */
    void goDown(String why) {
        whyDown = why;
    }

    void comeUp() {
        whyDown = null;
    }

    @Override
    public @Nullable String whyDown(String way) {
        return whyDown;
    }

    @Override
    public @Nullable String detour(OutboundMessage message, String from, FailoverCause cause, int tries) {
        asked.add(cause);
        return causes.contains(cause) ? OTHER : null;
    }

    @Override
    public CompletableFuture<Optional<String>> find(
            OutboundMessage message, String from, FailoverCause cause, int tries) {
        throw new UnsupportedOperationException("not asked by SMSCs");
    }

    @Override
    public void moved(Set<String> ways) {
        told.addAll(ways);
    }
}
