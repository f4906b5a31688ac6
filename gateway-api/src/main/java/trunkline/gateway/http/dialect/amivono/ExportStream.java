package trunkline.gateway.http.dialect.amivono;

import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.http.BodyStream;
import trunkline.gateway.http.Outlet;
import trunkline.gateway.store.ExportStore;
import trunkline.gateway.store.MessageReport;

/**
 * An export on one connection. It reads the store no faster than its client reads it, so what waits in memory is a page. One that cannot go
 * on is cut off before its end, so that its client does not take it for whole.
 *
 * <p>Confined to the connection's event loop.
 */
final class ExportStream implements BodyStream {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExportStream.class);
    private static final int PAGE = 200;
    private static final long TICK_SECONDS = 5;
    /** Without anything being read. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** In all: as long as it is open, the store's write-ahead log grows. */
    private static final long OPEN_NANOS = TimeUnit.MINUTES.toNanos(30);

    private final ExportStore.Export export;
    private final byte[] head;
    private final Function<MessageReport, byte[]> line;
    private final LongSupplier nanoClock;
    private final Runnable onClosed;
    private final long beganNanos;
    private long lastWriteNanos;
    private boolean reading;
    private boolean over;
    private boolean released;
    private @Nullable Outlet outlet;
    private @Nullable Future<?> ticks;

    /**
     * A stream of what {@code export} reads.
     *
     * @param head stands before the first message
     * @param line of a message
     * @param onClosed runs once it is over
     */
    ExportStream(
            ExportStore.Export export,
            byte[] head,
            Function<MessageReport, byte[]> line,
            LongSupplier nanoClock,
            Runnable onClosed) {
        this.export = export;
        this.head = head;
        this.line = line;
        this.nanoClock = nanoClock;
        this.onClosed = onClosed;
        this.beganNanos = nanoClock.getAsLong();
        this.lastWriteNanos = beganNanos;
    }

    @Override
    public void begin(Outlet opened) {
        outlet = opened;
        ticks = opened.executor().scheduleAtFixedRate(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        opened.write(head);
        readOn();
    }

    @Override
    public void onRoom() {
        readOn();
    }

    private void readOn() {
        Outlet open = outlet;
        if (open == null || reading || over || !open.hasRoom()) {
            return;
        }
        reading = true;
        var unused = export.next(PAGE)
                .thenApply(this::write) // on the thread that reads, which has the time
                .whenComplete((octets, failure) -> open.executor().execute(() -> onPage(open, octets, failure)));
    }

    private byte[] write(List<MessageReport> page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        page.forEach(report -> out.writeBytes(line.apply(report)));
        return out.toByteArray();
    }

    private void onPage(Outlet open, byte @Nullable [] octets, @Nullable Throwable failure) {
        reading = false;
        if (over || outlet == null) {
            return;
        }
        if (octets == null) {
            LOGGER.atWarn().addKeyValue("cause", failure).log("export cut off: the store cannot be read");
            over = true;
            open.abort();
        } else if (octets.length == 0) {
            over = true;
            release(); // first: whoever has the end may ask for the next
            open.end();
        } else {
            open.write(octets);
            lastWriteNanos = nanoClock.getAsLong();
            readOn();
        }
    }

    private void tick() {
        Outlet open = outlet;
        long now = nanoClock.getAsLong();
        boolean stalls = !reading && now - lastWriteNanos > STALL_NANOS;
        if (open != null && !over && (stalls || now - beganNanos > OPEN_NANOS)) {
            LOGGER.atWarn()
                    .addKeyValue("seconds", TimeUnit.NANOSECONDS.toSeconds(now - beganNanos))
                    .log("export cut off: its client reads too slowly");
            over = true;
            open.abort();
        }
    }

    @Override
    public void onClosed() {
        outlet = null;
        if (ticks != null) {
            ticks.cancel(false);
        }
        release();
    }

    private void release() {
        if (!released) {
            released = true;
            export.close();
            onClosed.run();
        }
    }
}
