package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.UnfinishedSms;

/**
 * Sends the SMS of one way: permits, claims, submits, results, each step committed before the next.
 *
 * <pre>
 *   queue --> takePermits --> claim committed --> submit --> result committed --> releasePermits
 *     ^                                                              |
 *     +--- not sent, slow down; after a rest on disk: retry later ---+
 * </pre>
 *
 * <p>{@link #start}, {@link #kept} and {@link #tick} may be called by any thread; all else is confined to the link's
 * executor.
 */
public final class SmsDispatcher implements SmsLinkListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmsDispatcher.class);

    private final SmsLink link;
    private final @Nullable Senders senders;
    private final MessageStore store;
    private final SendRules rules;
    private final AmbiguityRule ambiguity;
    private final Clocks clocks;
    private final SmsFigures figures = new SmsFigures();
    private final Backlog backlog;
    private final SmsQueue queue;
    private final DueSms due;
    private final SubmitResults results;
    private final LateResults late;
    private final ReceiptBatch receipts;
    private final Departures departures;
    private final Decisions decisions;
    /** All that was claimed, or is to be tried again, and is not done. */
    private final Map<Long, Outgoing> known = new HashMap<>();

    private boolean starting;
    private boolean started;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean stopping;

    /**
     * @param ambiguity what to do with segments that were sent and not answered
     * @param failover where messages go that this way does not get through
     */
    public SmsDispatcher(
            SmsLink link,
            MessageStore store,
            ReceiptStore receiptStore,
            SendRules rules,
            AmbiguityRule ambiguity,
            Failover failover,
            Clocks clocks) {
        this.link = link;
        this.senders = link.senders();
        this.store = store;
        this.rules = rules;
        this.ambiguity = ambiguity;
        this.clocks = clocks;
        this.backlog = new Backlog(link.name(), store, link.executor(), this::pump);
        this.queue = new SmsQueue(link, clocks, backlog, rules.hours());
        this.due = new DueSms(link, store, clocks, queue::triedBefore, this::onDue);
        this.late = new LateResults(link, store);
        this.results = new SubmitResults(link, store, this::retryAtMicros, this::onCommitted);
        this.departures = new Departures(link, store, failover, clocks, queue, backlog, figures, this::onGone);
        this.decisions = new Decisions(departures, results, this::retryAtMicros);
        this.receipts = new ReceiptBatch(link, receiptStore, figures::count);
    }

    /** Takes up what an earlier process left, then what is waiting. */
    public void start() {
        link.executor().execute(this::takeUp);
    }

    /** Messages of this way that a commit has kept, in the order of their keys. */
    public void kept(List<OutboundMessage> messages) {
        link.executor().execute(() -> {
            backlog.kept(messages);
            pump();
        });
    }

    /** Claims nothing from now on. Completes once what was claimed has its results on stable storage. */
    public CompletableFuture<Void> stop() {
        link.executor().execute(() -> {
            stopping = true;
            completeStop();
        });
        return stopped;
    }

    private void completeStop() {
        if (stopping && !departures.isUnderWay() && known.values().stream().noneMatch(Outgoing::hasUnresolved)) {
            stopped.complete(null);
        }
    }

    /** Time has passed: about once a second. */
    public void tick() {
        link.executor().execute(this::onTick);
    }

    public SmsFigures figures() {
        return figures;
    }

    private void takeUp() {
        starting = true;
        Replies.on(store.unfinishedSms(link.name()), link.executor(), this::resume, this::onNotStarted);
    }

    private void resume(List<UnfinishedSms> unfinished) {
        unfinished.forEach(sms -> tryAgain(sms, queue::again));
        Replies.on(store.claimedUpTo(link.name()), link.executor(), this::begin, this::onNotStarted);
    }

    private void begin(long claimedUpTo) {
        started = true;
        backlog.start(claimedUpTo);
        pump();
    }

    private void onNotStarted(Throwable failure) {
        starting = false;
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("way not started, will try again");
    }

    private void onTick() {
        if (!started) {
            if (!starting) {
                takeUp();
            }
            return;
        }
        results.flush();
        if (stopping) {
            completeStop();
            return;
        }
        backlog.refresh();
        departures.look();
        due.read();
        pump();
    }

    /** Other ways have given messages to this one. */
    public void lookForMoved() {
        link.executor().execute(this::onTurn);
    }

    @Override
    public void onTurn() {
        if (started) {
            due.read();
            pump();
        }
    }

    private void onDue(List<UnfinishedSms> page) {
        page.forEach(sms -> tryAgain(sms, queue::due));
        pump();
    }

    private void tryAgain(UnfinishedSms sms, Consumer<Outgoing> queued) {
        long key = sms.message().key();
        if (!known.containsKey(key)) {
            Outgoing outgoing = Outgoing.again(sms, link.encodeAgain(sms));
            if (outgoing.hasPending()) { // or a late response took the last of it just before
                known.put(key, outgoing);
                queued.accept(outgoing);
            }
        }
    }

    @Override
    public void onUp() {
        pump();
    }

    /** Claims as much as there are permits for. */
    private void pump() {
        if (!started || stopping) {
            return;
        }
        List<SmsClaim> claims = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        for (Outgoing next; (next = queue.next()) != null; ) {
            int permits = link.takePermits(next.run());
            if (permits == 0) {
                break;
            }
            if (next.canBeClaimedWhole(permits)) {
                whole.add(next.message().key());
            }
            if (next.attempts() == 1 && !known.containsKey(next.message().key())) {
                long waitedMicros = clocks.nowMicros() - next.message().createdAtMicros();
                figures.queueTime.record(TimeUnit.MICROSECONDS.toNanos(waitedMicros));
            }
            if (senders != null) {
                senders.claimed(next.message(), next.encoded(), permits);
            }
            claims.add(next.claim(permits));
            known.put(next.message().key(), next);
            queue.claimed(next);
        }
        figures.queued = queue.size();
        due.readOn();
        write(claims, whole, Leavings.of(queue.takeLeaving(), departures));
    }

    /** @param whole those of {@code claims} that the marks of the way record, in the same order */
    private void write(List<SmsClaim> claims, List<Long> whole, Leavings leaving) {
        if (claims.isEmpty() && leaving.isEmpty()) {
            return;
        }
        Set<Long> marked = Set.copyOf(whole);
        List<SmsClaim> parts =
                claims.stream().filter(claim -> !marked.contains(claim.key())).toList();
        SmsClaims all = new SmsClaims(
                whole,
                parts,
                leaving.endings(),
                leaving.moves(),
                leaving.putOffs(),
                backlog.takenUpTo(),
                backlog.settledUpTo());
        Replies.on(
                store.claimSms(link.name(), all),
                link.executor(),
                tooLate -> onClaimed(claims, parts, leaving, tooLate),
                failure -> onNotClaimed(claims, leaving, failure));
    }

    private void onClaimed(List<SmsClaim> claims, List<SmsClaim> parts, Leavings leaving, Set<Long> tooLate) {
        parts.forEach(claim -> backlog.settled(claim.key()));
        for (SmsClaim claim : claims) {
            Outgoing outgoing = knownBy(claim.key());
            if (tooLate.contains(claim.key())) {
                backlog.settled(claim.key());
                outgoing.rest();
                takeBack(claim, outgoing);
                continue;
            }
            outgoing.sentAt(clocks.nowNanos());
            for (int number = claim.from(); number <= claim.to(); number++) {
                link.submit(outgoing.encoded(), new SegmentKey(claim.key(), number));
            }
        }
        leaving.all().forEach(this::onGone);
        departures.tell(leaving.moves());
        figures.putOff.add(leaving.atAWrongHour());
        completeStop();
        if (!leaving.isEmpty()) {
            pump(); // more may wait behind them
        }
    }

    /** What was claimed is not sent. */
    private void takeBack(SmsClaim claim, Outgoing outgoing) {
        int permits = claim.to() - claim.from() + 1;
        if (senders != null) {
            senders.unclaimed(outgoing.encoded(), permits);
        }
        link.returnPermits(permits);
        outgoing.answered(permits);
        decisions.settle(outgoing);
        resolve(outgoing, permits);
    }

    private void onNotClaimed(List<SmsClaim> claims, Leavings leaving, Throwable failure) {
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("claims not recorded, will try again");
        leaving.all().forEach(this::onStays);
        for (SmsClaim claim : claims) {
            Outgoing outgoing = knownBy(claim.key());
            for (int number = claim.from(); number <= claim.to(); number++) {
                outgoing.resend(number, claim.mayDuplicate());
            }
            queue.again(outgoing);
            takeBack(claim, outgoing);
        }
    }

    /** It was taken out of the queue, and what was to become of it was not recorded. */
    private void onStays(Outgoing outgoing) {
        outgoing.wake();
        known.put(outgoing.message().key(), outgoing);
        queue.again(outgoing);
    }

    @Override
    public void onResult(SegmentKey segment, SmsResult result) {
        Outgoing outgoing = knownBy(segment.message());
        figures.count(result);
        figures.responseTime.record(clocks.nowNanos() - outgoing.sentAtNanos());
        if (result instanceof SmsResult.Submitted) {
            rules.watch().submitted(outgoing.message(), link.name());
        }
        decisions.onResult(outgoing, segment.number(), result);
    }

    @Override
    public void onLateResult(SegmentKey segment, SmsResult result) {
        figures.late.increment();
        Outgoing outgoing = known.get(segment.message());
        if (outgoing != null && result instanceof SmsResult.Submitted) {
            outgoing.taken(segment.number());
            decisions.onLate(outgoing, segment.number(), result);
        }
        late.record(segment, result, outgoing);
    }

    @Override
    public void onReceipt(ReceiptReading receipt, Acknowledgement acknowledgement) {
        figures.receipts.increment();
        receipts.add(receipt, acknowledgement);
    }

    @Override
    public void onBatchEnd() {
        results.flush();
        receipts.flush();
    }

    /** When a message is to be tried again that cannot be sent now. */
    private long retryAtMicros(SubmitResults.Entry entry) {
        long now = clocks.nowMicros();
        long rest = rules.delays().afterMicros(entry.outgoing().attempts());
        return entry.result() instanceof SmsResult.Unanswered
                ? ambiguity.againAtMicros(entry.outgoing().message(), now, rest)
                : now + rest;
    }

    /** It has gone another way, waits in the store, or has ended. */
    private void onGone(Outgoing outgoing) {
        backlog.settled(outgoing.message().key());
        forgetIfDone(outgoing);
    }

    private void onCommitted(List<SubmitResults.Entry> batch) {
        List<Move> moves = new ArrayList<>();
        for (SubmitResults.Entry entry : batch) {
            Outgoing outgoing = entry.outgoing();
            backlog.settled(outgoing.message().key());
            link.releasePermit(entry.result().exchange().bind());
            switch (entry.next()) {
                case NOTHING -> {}
                case SEND_AGAIN, SLOW_DOWN -> {
                    outgoing.resend(entry.segment(), false);
                    queue.again(outgoing);
                }
                case RETRY_LATER, GIVE_UP -> outgoing.rest();
                case LEAVE -> {
                    outgoing.rest();
                    SubmitResults.addMove(entry, moves);
                }
            }
            resolve(outgoing, 1);
        }
        departures.tell(moves);
        completeStop();
        pump();
    }

    private void resolve(Outgoing outgoing, int segments) {
        outgoing.resolved(segments);
        forgetIfDone(outgoing);
    }

    private void forgetIfDone(Outgoing outgoing) {
        if (outgoing.isDone()) {
            known.remove(outgoing.message().key());
        }
    }

    private Outgoing knownBy(long key) {
        Outgoing outgoing = known.get(key);
        if (outgoing == null) {
            throw new IllegalStateException("no message with the key " + key + " is being sent");
        }
        return outgoing;
    }
}
