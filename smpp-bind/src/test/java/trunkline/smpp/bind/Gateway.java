package trunkline.smpp.bind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import trunkline.smpp.address.Address;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;

/** A bind's owner as simple as can be: remembers all it is told, and gives permits back when a test says so. */
final class Gateway implements BindListener, AutoCloseable {

    static final BindTimings QUICK = new BindTimings(
            new BindTimings.Deadlines(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5)),
            BindTimings.KeepAlive.DEFAULT,
            new BindTimings.Backoff(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(1), 5));

    final List<LinkLoss> losses = new CopyOnWriteArrayList<>();
    final Map<Long, List<SubmitOutcome>> outcomes = new ConcurrentHashMap<>();
    final Map<Long, Passage> passages = new ConcurrentHashMap<>();
    final Map<Long, SubmitOutcome> lateOutcomes = new ConcurrentHashMap<>();
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    final AtomicInteger bounds = new AtomicInteger();
    final SmscBind bind;

    private final SmppLoops loops = new SmppLoops(1);
    private final SegmentEncoder encoder;
    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];
    volatile Consumer<Delivery> onDelivery = delivery -> delivery.answer(CommandStatus.ESME_ROK);
    volatile Runnable onBatchEnd = () -> {};

    Gateway(BindSettings settings) {
        this(settings, EncodingSettings.BASIC);
    }

    Gateway(BindSettings settings, EncodingSettings encoding) {
        encoder = new SegmentEncoder(encoding);
        loops.start();
        bind = new SmscBind(settings, loops, this);
        bind.start();
    }

    static BindSettings settings(int port) {
        return BindSettings.of("carrier-a", "127.0.0.1", port, new Credentials("gw", "secret"))
                .withTimings(QUICK);
    }

    /** Runs {@code work} on the bind's loop and waits for what it gives. */
    <T> T onLoop(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, bind.executor()).join();
    }

    /** Takes permits for the segments of {@code text}, one token each from {@code token} on, and submits them. */
    int submit(long token, String text, SubmitOptions options) {
        return onLoop(() -> {
            encoder.encode(text, (int) token, out);
            int permits = bind.takePermits(encoder.segments());
            for (int i = 0; i < permits; i++) {
                var userData = new UserData(
                        out,
                        encoder.offset(i),
                        encoder.length(i),
                        encoder.coding().value(),
                        encoder.hasHeader());
                bind.submit(new SubmitRequest(
                        token + i,
                        Address.alphanumeric("Trunkline"),
                        Address.international("46701234567"),
                        userData,
                        options));
            }
            return permits;
        });
    }

    void release(int permits) {
        onLoop(() -> {
            bind.releasePermits(permits);
            return null;
        });
    }

    /** The one outcome of {@code token}; fails if there is none or more than one. */
    SubmitOutcome outcome(long token) {
        List<SubmitOutcome> all = outcomes.getOrDefault(token, List.of());
        if (all.size() != 1) {
            throw new AssertionError("outcomes of " + token + ": " + all);
        }
        return all.get(0);
    }

    @Override
    public void onBound() {
        bounds.incrementAndGet();
    }

    @Override
    public void onLost(LinkLoss loss) {
        losses.add(loss);
    }

    @Override
    public void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
        passages.put(request.token(), passage);
        outcomes.computeIfAbsent(request.token(), token -> new CopyOnWriteArrayList<>())
                .add(outcome);
    }

    @Override
    public void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
        lateOutcomes.put(request.token(), outcome);
    }

    @Override
    public void onDelivery(Delivery delivery) {
        deliveries.add(delivery);
        onDelivery.accept(delivery);
    }

    @Override
    public void onBatchEnd() {
        onBatchEnd.run();
    }

    @Override
    public void close() {
        bind.close();
        loops.close();
    }
}
