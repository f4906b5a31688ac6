package trunkline.gateway.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.storage.RepetitionRows.Due;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.Link;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RepetitionReport.End;
import trunkline.gateway.store.RepetitionStore;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.Step;

/**
 * SMS that are sent again until a link is clicked. An occurrence, its message and the time of the next one are one transaction; so are
 * a click and the end that it brings. All of them are the one writer's, so exactly one of two comes first.
 */
final class SqlRepetitionStore implements RepetitionStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How long one waits whose account has not paid for its next time, until it is asked again. */
    private static final long NOT_PAID_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final SqlMessageStore store;
    private final MessageRows messages;
    private final MessageKeys keys;
    private final StepRows steps;
    private final OptOutRows optOuts;
    private final RepetitionEnds ends;
    private final LadderRows ladders;
    private final Readers readers;
    private final GroupCommit writer;

    SqlRepetitionStore(
            SqlMessageStore store,
            MessageKeys keys,
            Ways ways,
            OptOutRows optOuts,
            RepetitionEnds ends,
            LadderRows ladders,
            Readers readers,
            GroupCommit writer) {
        this.store = store;
        this.messages = new MessageRows(ways);
        this.keys = keys;
        this.steps = new StepRows(keys);
        this.optOuts = optOuts;
        this.ends = ends;
        this.ladders = ladders;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<AcceptOutcome> accept(
            MessageRequest request, String way, Repetition repetition, @Nullable RequestKey key) {
        return store.accept(request, way, key, (tx, message) -> RepetitionRows.insert(tx, message, repetition));
    }

    @Override
    public CompletableFuture<Integer> repeatDue(long nowMicros, int limit, ToLongFunction<MessageRequest> leavesAt) {
        return writer.write(tx -> {
            List<Due> due = RepetitionRows.due(tx, nowMicros, limit);
            for (Due one : due) {
                repeat(tx, one, nowMicros, leavesAt);
            }
            return due.size();
        });
    }

    private void repeat(Tx tx, Due due, long nowMicros, ToLongFunction<MessageRequest> leavesAt) throws SQLException {
        OutboundMessage first = messages.byKey(tx.sql(), due.key());
        MessageRequest request = first.request();
        if (optOuts.isOut(tx, request.from().value(), request.to().e164())) {
            ends.end(tx, first, End.OPTED_OUT);
            return;
        }
        long leaves = leavesAt.applyAsLong(request);
        if (leaves > nowMicros) {
            RepetitionRows.putOff(tx, due, leaves);
            String until = Instant.EPOCH.plus(leaves, ChronoUnit.MICROS).toString();
            steps.add(tx, step(due.key(), Step.Kind.WAITS, "its next time waits for allowed hours until " + until));
            return;
        }
        long taken = tx.balances().take(tx, request);
        if (taken == Balances.SHORT) { // it waits for its account to pay, as it does for a pause to end
            RepetitionRows.putOff(tx, due, nowMicros + NOT_PAID_MICROS);
            return;
        }
        int number = due.numberAt(nowMicros);
        OutboundMessage next = messages.insert(tx, keys, again(request, due, number), first.way());
        if (RepetitionRows.insertOccurrence(tx, due.key(), number, next.key())) {
            RepetitionRows.created(tx, due, number);
            if (due.nextAfter(number) == 0) {
                RepetitionEnds.tell(tx, first, End.DONE);
            }
            steps.add(tx, step(due.key(), Step.Kind.REPEATED, words(due, number, next)));
            tx.balances().note(tx, next, taken);
            tx.keeps(next);
        } else {
            throw new SQLException("repetition " + due.key() + " has its occurrence " + number + " already");
        }
    }

    /** Each but the last is worth sending until the next one is due. */
    private static MessageRequest again(MessageRequest request, Due due, int number) {
        Duration period = Duration.of(due.period(), ChronoUnit.MICROS);
        boolean shorter = due.nextAfter(number) != 0 && period.compareTo(request.validity()) < 0;
        return new MessageRequest(
                request.account(),
                request.from(),
                request.to(),
                request.content(),
                shorter ? period : request.validity(),
                request.plan().now());
    }

    private static String words(Due due, int number, OutboundMessage next) {
        int missed = number - due.created() - 1;
        String words = "time " + number + " of " + due.times() + " as " + next.id();
        return missed == 0 ? words : words + "; " + missed + " that were missed before it are left out";
    }

    private static Step step(long key, Step.Kind kind, String detail) {
        return new Step(key, kind, 0, 0, Exchange.NONE, 0, detail);
    }

    @Override
    public CompletableFuture<Boolean> cancel(long account, MessageId id) {
        return writer.write(tx -> {
            OutboundMessage first = messages.find(tx.sql(), account, id);
            return first != null && ends.end(tx, first, End.CANCELLED);
        });
    }

    @Override
    public CompletableFuture<Optional<Link>> link(String token) {
        return readers.read(sql -> Optional.ofNullable(RepetitionRows.link(sql, token)));
    }

    @Override
    public CompletableFuture<Boolean> hit(long key, LinkHit hit) {
        return writer.write(tx -> {
            boolean first = hit.kind() == LinkHit.Kind.CLICK && isFirstClick(tx, key);
            HitRows.add(tx, key, hit, first);
            if (first) {
                clicked(tx, messages.byKey(tx.sql(), key));
            }
            return first;
        });
    }

    private static boolean isFirstClick(Tx tx, long key) throws SQLException {
        return tx.sql()
                        .update(
                                "UPDATE repetition SET clicked_at = ? WHERE key = ? AND clicked_at = 0",
                                tx.nowMicros(),
                                key)
                == 1;
    }

    private void clicked(Tx tx, OutboundMessage message) throws SQLException {
        ends.end(tx, message, End.CLICKED);
        ladders.clicked(tx, message.key());
        long account = message.request().account();
        if (tx.isWanted(account)) {
            String data = MAPPER.createObjectNode()
                    .put(
                            "clicked_at",
                            Instant.EPOCH
                                    .plus(tx.nowMicros(), ChronoUnit.MICROS)
                                    .toString())
                    .toString();
            tx.emit(account, EventKinds.SMS_CLICKED, message.key(), 0, data);
        }
    }

    @Override
    public CompletableFuture<List<LinkHit>> hits(long account, MessageId id) {
        return readers.read(sql -> HitRows.of(sql, account, id));
    }
}
