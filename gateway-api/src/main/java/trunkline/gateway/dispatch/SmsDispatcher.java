package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.MessageStore;
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
    private final Clocks clocks;
    private final SmsFigures figures = new SmsFigures();
    private final Backlog backlog;
    private final SmsQueue queue;
    private final DueSms due;
    private final OpenSms open = new OpenSms();
    private final Departures departures;
    private final SmsFollowUp followUp;
    private final ReceiptBatch receipts;

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
        this.clocks = clocks;
        this.backlog = new Backlog(link.name(), store, link.executor(), this::pump);
        this.queue = new SmsQueue(link, clocks, backlog, rules.hours());
        this.due = new DueSms(link, store, clocks, queue::triedBefore, this::onDue);
        SmsWay way = new SmsWay(link, store, clocks, figures, backlog, queue);
        this.departures = new Departures(way, failover, this::onGone);
        this.followUp = new SmsFollowUp(way, open, rules, ambiguity, departures, this::onRoom);
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
        if (stopping && !departures.isCommitting() && !open.hasUnresolved()) {
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
        followUp.flush();
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
        if (!open.has(sms.message().key())) {
            Outgoing outgoing = Outgoing.again(sms, link.encodeAgain(sms));
            if (outgoing.hasPending()) { // or a late response took the last of it just before
                open.add(outgoing);
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
            if (next.attempts() == 1 && !open.has(next.message().key())) {
                long waitedMicros = clocks.nowMicros() - next.message().createdAtMicros();
                figures.queueTime.record(TimeUnit.MICROSECONDS.toNanos(waitedMicros));
            }
            if (senders != null) {
                senders.claimed(next.message(), next.encoded(), permits);
            }
            claims.add(next.claim(permits));
            open.add(next);
            queue.claimed(next);
        }
        figures.queued = queue.size();
        due.readOn();
        write(claims, whole, UnsentSms.of(queue.takeUnsent(), departures));
    }

    /** @param whole those of {@code claims} that the marks of the way record, in the same order */
    private void write(List<SmsClaim> claims, List<Long> whole, UnsentSms unsent) {
        if (claims.isEmpty() && unsent.isEmpty()) {
            return;
        }
        Set<Long> marked = Set.copyOf(whole);
        List<SmsClaim> parts =
                claims.stream().filter(claim -> !marked.contains(claim.key())).toList();
        SmsClaims all = new SmsClaims(
                whole,
                parts,
                unsent.endings(),
                unsent.moves(),
                unsent.putOffs(),
                backlog.takenUpTo(),
                backlog.settledUpTo());
        Replies.on(
                store.claimSms(link.name(), all),
                link.executor(),
                tooLate -> onClaimed(claims, parts, unsent, tooLate),
                failure -> onNotClaimed(claims, unsent, failure));
    }

    private void onClaimed(List<SmsClaim> claims, List<SmsClaim> parts, UnsentSms unsent, Set<Long> tooLate) {
        parts.forEach(claim -> backlog.settled(claim.key()));
        for (SmsClaim claim : claims) {
            Outgoing outgoing = open.claimed(claim.key());
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
        unsent.all().forEach(this::onGone);
        departures.tell(unsent.moves());
        figures.putOff.add(unsent.atAWrongHour());
        completeStop();
        if (!unsent.isEmpty()) {
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
        followUp.onNotSubmitted(outgoing, permits);
    }

    private void onNotClaimed(List<SmsClaim> claims, UnsentSms unsent, Throwable failure) {
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("claims not recorded, will try again");
        unsent.all().forEach(this::onStays);
        for (SmsClaim claim : claims) {
            Outgoing outgoing = open.claimed(claim.key());
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
        open.add(outgoing);
        queue.again(outgoing);
    }

    @Override
    public void onResult(SegmentKey segment, SmsResult result) {
        followUp.onResult(segment, result);
    }

    @Override
    public void onLateResult(SegmentKey segment, SmsResult result) {
        followUp.onLateResult(segment, result);
    }

    @Override
    public void onReceipt(ReceiptReading receipt, Acknowledgement acknowledgement) {
        figures.receipts.increment();
        receipts.add(receipt, acknowledgement);
    }

    @Override
    public void onBatchEnd() {
        followUp.flush();
        receipts.flush();
    }

    /** It has gone another way, waits in the store, or has ended. */
    private void onGone(Outgoing outgoing) {
        backlog.settled(outgoing.message().key());
        open.forgetIfDone(outgoing);
    }

    /** Permits have come back. */
    private void onRoom() {
        completeStop();
        pump();
    }
}
