package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.inbound.InboundFilter;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.inbound.InboundOutcome;
import trunkline.gateway.inbound.InboundPlace;
import trunkline.gateway.inbound.InboundReaction;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.storage.InboundParts.Effect;
import trunkline.gateway.storage.InboundParts.Gathered;
import trunkline.gateway.storage.InboundRows.Given;

/** The verbs of {@link InboundStore}. What follows from a message is written in the transaction that gives it. */
final class SqlInboundStore implements InboundStore {

    private final InboundRows rows;
    private final InboundParts parts;
    private final Ways ways;
    private final InboundRules rules;
    private final InboundReading.Reader reader;
    private final Readers readers;
    private final GroupCommit writer;
    private final int waitingMax;
    private final OptOutRows optOuts;
    private final OptOutEnds ends;
    private final AutoReplies replies;
    private final LongAdder incomplete = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder optedOut = new LongAdder();
    private final LongAdder optedIn = new LongAdder();

    SqlInboundStore(
            Inbox inbox,
            AutoReplies replies,
            OptOutEnds ends,
            Ways ways,
            InboundRules rules,
            InboundReading.Reader reader,
            int waitingMax,
            Readers readers,
            GroupCommit writer) {
        this.rows = inbox.messages();
        this.parts = inbox.parts();
        this.optOuts = inbox.optOuts();
        this.replies = replies;
        this.ends = ends;
        this.ways = ways;
        this.rules = rules;
        this.reader = reader;
        this.waitingMax = waitingMax;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<List<InboundOutcome>> receive(String way, List<InboundReading> deliveries) {
        return writer.write(tx -> {
            long id = ways.idOf(tx, way);
            List<InboundOutcome> outcomes = new ArrayList<>(deliveries.size());
            for (InboundReading delivery : deliveries) {
                InboundPlace place = delivery.place();
                outcomes.add(place == null ? alone(tx, way, id, delivery) : part(tx, id, place, delivery));
            }
            return outcomes;
        });
    }

    private InboundOutcome alone(Tx tx, String way, long id, InboundReading delivery) throws SQLException {
        if (rows.isRepeated(tx, id, delivery, rules.repeatsWithinMicros())) {
            return InboundOutcome.REPEATED;
        }
        Given given = new Given(
                owner(tx, delivery.to()),
                way,
                delivery.from(),
                delivery.to(),
                reader.read(List.of(new InboundReading.Raw(way, delivery.pdu()))),
                tx.nowMicros(),
                1,
                List.of());
        give(tx, given, delivery);
        return InboundOutcome.GIVEN;
    }

    private InboundOutcome part(Tx tx, long id, InboundPlace place, InboundReading delivery) throws SQLException {
        Effect effect = parts.put(tx, id, place, delivery, waitingMax);
        for (Gathered gathered : effect.finished()) {
            give(tx, gathered);
        }
        if (effect.repeated()) {
            return InboundOutcome.REPEATED;
        }
        boolean whole = effect.finished().stream().anyMatch(one -> one.missing().isEmpty());
        return whole ? InboundOutcome.GIVEN : InboundOutcome.WAITS;
    }

    private void give(Tx tx, Gathered gathered) throws SQLException {
        Given given = new Given(
                owner(tx, gathered.to()),
                gathered.parts().get(gathered.parts().size() - 1).way(),
                gathered.from(),
                gathered.to(),
                reader.read(gathered.parts()),
                gathered.beganAtMicros(),
                gathered.total(),
                gathered.missing());
        give(tx, given, null);
        if (!gathered.missing().isEmpty()) {
            tx.onCommit(incomplete::increment);
        }
    }

    private void give(Tx tx, Given given, @Nullable InboundReading alone) throws SQLException {
        InboundReaction reaction =
                given.missing().isEmpty() ? rules.react(given.to(), given.content()) : InboundReaction.NONE;
        InboundMessage message = rows.insert(tx, given, reaction.action(), alone);
        long event = InboundEvents.received(tx, message);
        if (rules.dropsBodiesTo(given.to())) {
            PassingInbound.note(tx, message.id(), event);
        }
        boolean isNews = !reaction.optsOut();
        for (String sender : reaction.senders()) {
            if (reaction.optsOut()
                    && optOuts.add(
                            tx,
                            given.account(),
                            sender,
                            given.from(),
                            message.id().key())) {
                isNews = true;
                InboundEvents.optOut(tx, EventKinds.OPT_OUT_ADDED, given.account(), sender, given.from());
                ends.optedOut(tx, sender, given.from());
            } else if (reaction.optsIn() && OptOutRows.remove(tx, sender, given.from()) != null) {
                InboundEvents.optOut(tx, EventKinds.OPT_OUT_REMOVED, given.account(), sender, given.from());
            }
        }
        // who wants nothing hears so once, and gets no answers to keywords
        boolean isWanted =
                !InboundReaction.KEYWORD.equals(reaction.action()) || !optOuts.isOut(tx, given.to(), given.from());
        if (reaction.reply() != null && isNews && isWanted && replies.send(tx, given, reaction.reply()) != null) {
            tx.onCommit(answered::increment);
        }
        tx.onCommit(() -> {
            optedOut.add(reaction.optsOut() ? 1 : 0);
            optedIn.add(reaction.optsIn() ? 1 : 0);
        });
    }

    private long owner(Tx tx, String number) throws SQLException {
        String account = rules.ownerOf(number);
        Long id = account == null
                ? null
                : tx.sql().first(row -> row.getLong(1), "SELECT id FROM account WHERE name = ?", account);
        return id == null ? 0 : id;
    }

    @Override
    public CompletableFuture<Integer> giveIncomplete(long beforeMicros, int limit) {
        return writer.write(tx -> {
            List<Gathered> old = parts.finishOld(tx, beforeMicros, limit);
            for (Gathered gathered : old) {
                give(tx, gathered);
            }
            return old.size();
        });
    }

    @Override
    public CompletableFuture<Integer> forgetParts(long beforeMicros, int limit) {
        return writer.write(tx -> InboundParts.forget(tx, beforeMicros, limit));
    }

    @Override
    public CompletableFuture<List<InboundMessage>> find(InboundFilter filter, int limit) {
        return readers.read(sql -> rows.find(sql, filter, limit));
    }

    @Override
    public CompletableFuture<Optional<InboundMessage>> find(MessageId id) {
        return readers.read(sql -> Optional.ofNullable(rows.find(sql, id)));
    }

    @Override
    public int waitingParts() {
        return parts.waiting();
    }

    @Override
    public long incomplete() {
        return incomplete.sum();
    }

    @Override
    public long answered() {
        return answered.sum();
    }

    @Override
    public long optedOut() {
        return optedOut.sum();
    }

    @Override
    public long optedIn() {
        return optedIn.sum();
    }
}
