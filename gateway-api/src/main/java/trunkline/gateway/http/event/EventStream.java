package trunkline.gateway.http.event;

import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Replies;
import trunkline.gateway.event.EventBell;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.event.EventId;
import trunkline.gateway.http.BodyStream;
import trunkline.gateway.http.Outlet;
import trunkline.gateway.store.EventPage;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.store.EventStore;

/**
 * The events of one account on one connection, as server-sent events (HTML Living Standard §9.2). It reads the store no
 * faster than its client reads it, so what waits in memory is a page; a client that stops reading is sent off.
 *
 * <p>Confined to the connection's event loop, but for {@link #wake}.
 */
final class EventStream implements BodyStream {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventStream.class);
    private static final int PAGE = 100;
    private static final long TICK_SECONDS = 5;
    /** Proxies close what is silent for a minute, or less. */
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final String GREETING = "retry: 3000\n: events follow as they happen\n\n";
    private static final String TOO_SLOW = ": you read too slowly: connect again with the Last-Event-ID you have\n\n";

    /**
     * What is streamed.
     *
     * @param account whose events
     * @param filter which of them
     * @param afterId where it begins
     */
    record Subject(long account, EventFilter filter, long afterId) {}

    private final EventStore events;
    private final EventBell bell;
    private final Function<EventReport, byte[]> body;
    private final LongSupplier nanoClock;
    private final Runnable onClosed;
    private final Subject subject;
    private final AtomicBoolean woken = new AtomicBoolean();
    private long position;
    private long lastWriteNanos;
    private @Nullable Outlet outlet;
    private @Nullable Runnable silence;
    private @Nullable Future<?> ticks;
    private boolean reading;
    private boolean mayHaveMore = true;
    private boolean sentOff;

    EventStream(EventStore events, EventBell bell, Function<EventReport, byte[]> body, Subject subject, Ends ends) {
        this.events = events;
        this.bell = bell;
        this.body = body;
        this.subject = subject;
        this.nanoClock = ends.nanoClock();
        this.onClosed = ends.onClosed();
        this.position = subject.afterId();
    }

    /**
     * What it needs for its end.
     *
     * @param nanoClock tells how long its client has not read
     * @param onClosed runs once it is over
     */
    record Ends(LongSupplier nanoClock, Runnable onClosed) {}

    @Override
    public void begin(Outlet opened) {
        outlet = opened;
        write(opened, GREETING);
        silence = bell.listen(subject.account(), this::wake);
        ticks = opened.executor().scheduleAtFixedRate(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        readOn();
    }

    /** There may be new events. On any thread. */
    private void wake() {
        Outlet open = outlet;
        if (open != null && woken.compareAndSet(false, true)) {
            open.executor().execute(() -> {
                woken.set(false);
                mayHaveMore = true;
                readOn();
            });
        }
    }

    @Override
    public void onRoom() {
        readOn();
    }

    private void readOn() {
        Outlet open = outlet;
        if (open == null || sentOff || reading || !mayHaveMore || !open.hasRoom()) {
            return;
        }
        reading = true;
        mayHaveMore = false;
        Replies.on(
                events.after(subject.account(), position, PAGE, subject.filter()),
                open.executor(),
                this::onPage,
                failure -> {
                    reading = false;
                    mayHaveMore = true; // at the next tick
                    LOGGER.atWarn().addKeyValue("cause", failure).log("events not read for a stream, will try again");
                });
    }

    private void onPage(EventPage page) {
        reading = false;
        mayHaveMore |= page.more();
        position = page.upTo();
        Outlet open = outlet;
        if (open == null || sentOff) {
            return;
        }
        if (!page.events().isEmpty()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (EventReport report : page.events()) {
                out.writeBytes(head(report).getBytes(StandardCharsets.US_ASCII));
                out.writeBytes(body.apply(report));
                out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
            }
            open.write(out.toByteArray());
            lastWriteNanos = nanoClock.getAsLong();
        }
        readOn();
    }

    private static String head(EventReport report) {
        return "id: " + EventId.text(report.event().id()) + "\nevent: "
                + report.event().kind() + "\ndata: ";
    }

    private void tick() {
        Outlet open = outlet;
        if (open == null) {
            return;
        }
        long silentNanos = nanoClock.getAsLong() - lastWriteNanos;
        if (!open.hasRoom()) {
            if (silentNanos > STALL_NANOS) {
                sendOff(open);
            }
        } else if (silentNanos > HEARTBEAT_NANOS) {
            // with the position, so that events it did not want need not be looked at again after a reconnect
            write(open, ": still here\nid: " + EventId.text(position) + "\n\n");
        }
        readOn();
    }

    private void sendOff(Outlet open) {
        if (sentOff) {
            open.abort();
            return;
        }
        sentOff = true;
        write(open, TOO_SLOW);
        open.end();
    }

    private void write(Outlet open, String text) {
        open.write(text.getBytes(StandardCharsets.US_ASCII));
        lastWriteNanos = nanoClock.getAsLong();
    }

    @Override
    public void onClosed() {
        outlet = null;
        if (silence != null) {
            silence.run();
        }
        if (ticks != null) {
            ticks.cancel(false);
        }
        onClosed.run();
    }
}
