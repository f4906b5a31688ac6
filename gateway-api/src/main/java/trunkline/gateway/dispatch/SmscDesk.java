package trunkline.gateway.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The SMSCs as an operator sees them. Thread-safe; the links answer it. */
public interface SmscDesk {

    /**
     * One SMSC.
     *
     * @param name how routes, metrics and logs call it
     * @param whyDown why nothing can be submitted, null if something can
     * @param perSecond submits a second that it takes at the moment
     * @param agreedPerSecond those that were agreed
     * @param matchRate share of its receipts that were matched, 0 to 1
     * @param binds in the order of their numbers
     * @param sims of a bank of modems; none if it is no bank
     */
    record Smsc(
            String name,
            @Nullable String whyDown,
            double perSecond,
            double agreedPerSecond,
            double matchRate,
            List<Bind> binds,
            List<SimView> sims) {}

    /**
     * One bind.
     *
     * @param state where it stands
     * @param since when it came there
     * @param window permits there are
     * @param taken of them
     * @param unanswered submit_sm sent and not answered
     */
    record Bind(String state, Instant since, int window, int taken, int unanswered) {}

    /** All of them. */
    List<Smsc> all();

    /** Lets a SIM of a bank send again that rests, on behalf of {@code by}; false if there is no such SIM. */
    CompletableFuture<Boolean> release(String name, String sim, String by);

    /** Has the binds of an SMSC that gave up, or rest, try at once; false if there is none of this name. */
    boolean retryNow(String name);
}
