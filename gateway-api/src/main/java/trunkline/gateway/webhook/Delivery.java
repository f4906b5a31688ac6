package trunkline.gateway.webhook;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.DeliveryRetry;
import trunkline.gateway.store.EventReport;

/**
 * One event on its way to one endpoint. It is first among those that come in order; once it has failed, or takes long, it is
 * kept by itself, and the order goes on without it. Confined to the endpoint's event loop.
 */
final class Delivery {

    private final long event;
    private final long message;
    private final long atMicros;
    private @Nullable EventReport report;
    private long place;
    private int attempts;
    private long nextAtMicros;
    private long untilMicros;
    private boolean kept;
    private boolean resent;
    private @Nullable Attempt attempt;
    private long sentAtMicros;
    /** The next event of the same message, which waits for this one. */
    private @Nullable Delivery behind;

    private Delivery(long event, long message, long atMicros, long untilMicros) {
        this.event = event;
        this.message = message;
        this.atMicros = atMicros;
        this.untilMicros = untilMicros;
    }

    /** One that comes in order. */
    static Delivery of(EventReport report, long untilMicros) {
        Delivery delivery = new Delivery(
                report.event().id(), report.event().message(), report.event().atMicros(), untilMicros);
        delivery.report = report;
        return delivery;
    }

    /** One that is kept by itself, from an earlier process or by a replay. */
    static Delivery of(DeliveryRetry retry) {
        Delivery delivery = new Delivery(retry.event(), retry.message(), 0, retry.untilMicros());
        delivery.attempts = retry.attempts();
        delivery.nextAtMicros = retry.atMicros();
        delivery.kept = true;
        return delivery;
    }

    /** It is number {@code number} of those that were read in order, from 0. */
    void place(long number) {
        place = number;
    }

    long place() {
        return place;
    }

    /** How it stands in the store while it is kept by itself. */
    DeliveryRetry toRetry() {
        return new DeliveryRetry(event, message, attempts, nextAtMicros, untilMicros);
    }

    long event() {
        return event;
    }

    /** 0 if it is of none. */
    long message() {
        return message;
    }

    /** When it happened; 0 if that is not known before it is read again. */
    long atMicros() {
        return report == null ? atMicros : report.event().atMicros();
    }

    /** What is sent; there is one while it is not resting. */
    EventReport report() {
        if (report == null) {
            throw new IllegalStateException("event " + event + " was not read");
        }
        return report;
    }

    boolean isRead() {
        return report != null;
    }

    void read(EventReport again) {
        report = again;
    }

    /** How often it was sent and answered. */
    int attempts() {
        return attempts;
    }

    long nextAtMicros() {
        return nextAtMicros;
    }

    long untilMicros() {
        return untilMicros;
    }

    /** Whether it has a row of its own, beside the order. */
    boolean isKept() {
        return kept;
    }

    /** It gets a row of its own, to be tried at that time if this process does not live to do better. */
    void keep(long atMicrosNext) {
        kept = true;
        nextAtMicros = atMicrosNext;
    }

    /** It failed, and is not sent before that time; what it says is read again then. */
    void rest(long atMicrosNext) {
        keep(atMicrosNext);
        report = null;
    }

    void sending(Attempt begun, long nowMicros) {
        attempt = begun;
        sentAtMicros = nowMicros;
    }

    @Nullable
    Attempt attempt() {
        return attempt;
    }

    long sentAtMicros() {
        return sentAtMicros;
    }

    /** Its attempt came to something. */
    void attempted() {
        attempts++;
        attempt = null;
        resent = false;
    }

    /** Its attempt came to nothing, by a connection that was too old; true if it may be sent at once, which it may once. */
    boolean mayResend() {
        boolean first = !resent;
        resent = true;
        return first;
    }

    @Nullable
    Delivery behind() {
        return behind;
    }

    void putBehind(@Nullable Delivery next) {
        behind = next;
    }
}
