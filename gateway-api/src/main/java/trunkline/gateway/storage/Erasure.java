package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import trunkline.gateway.storage.RemovalRows.Counts;
import trunkline.gateway.store.ErasureStore.Outcome;
import trunkline.gateway.store.ErasureStore.Wish;

/**
 * Removes what concerns one phone: a bounded number of rows in each transaction, the messages first, then what speaks of them. If it is
 * cut short, asking again finishes it. Blocks until it is done.
 */
final class Erasure {

    /** How it gets at the store. */
    interface Access {

        <T> T read(Readers.Query<T> query) throws SQLException;

        /** In one transaction. */
        <T> T write(Readers.Query<T> change) throws SQLException;
    }

    /** Messages, to whomever, that one look passes: a tenth of a second. */
    private static final int LOOKED_AT = 200_000;
    /** Messages asked for, or removed, at once. */
    private static final int AT_ONCE = 100;
    /** Events that one transaction passes. */
    private static final int EVENTS_AT_ONCE = 2_000;

    private static final String ACTION = "number.erased";

    private final Access access;
    private final Wish wish;
    private final ErasedTraces traces;
    private final Counts counts = new Counts();
    private int waitingParts;
    private int runningLadders;
    /** What ladders had sent that are gone. */
    private final List<Long> sentByLadders = new ArrayList<>();

    Erasure(Access access, Wish wish) {
        this.access = access;
        this.wish = wish;
        this.traces = new ErasedTraces(wish.number().digits());
    }

    /** Parts of messages from the phone that waited for others, and are gone. */
    int waitingParts() {
        return waitingParts;
    }

    /** Ladders to the phone that went on, and are gone. */
    int runningLadders() {
        return runningLadders;
    }

    /** Messages of ladders that are gone. */
    List<Long> sentByLadders() {
        return sentByLadders;
    }

    Outcome run(String actor, long nowMicros) throws SQLException {
        List<Long> ladders =
                access.read(sql -> LadderRemovals.ofRecipient(sql, wish.number().e164()));
        if (wish.cancel()) { // before the messages are looked for: no further step begins
            eraseLadders(ladders);
        }
        List<Long> messages = find();
        if (!wish.cancel()) {
            int open = countOpen(messages) + countRunning(ladders);
            if (open > 0) {
                return new Outcome.NotOver(open);
            }
            eraseLadders(ladders);
        }
        int left = erase(messages, nowMicros);
        boolean more = true;
        while (more) {
            more = access.write(sql -> traces.inbound(sql, AT_ONCE, counts)) == AT_ONCE;
        }
        waitingParts = access.write(sql -> traces.parts(sql, counts));
        eraseEvents();
        Map<String, Integer> rows = access.write(sql -> {
            traces.rest(sql, wish.optOuts(), counts);
            Map<String, Integer> kinds = kinds();
            AuditRows.add(sql, nowMicros, actor, ACTION, wish.number().toString(), words(kinds, left));
            return kinds;
        });
        return new Outcome.Erased(rows, left);
    }

    private List<Long> find() throws SQLException {
        List<Long> messages = new ArrayList<>();
        for (long upTo = 0; upTo != Long.MAX_VALUE; ) {
            long after = upTo;
            upTo = access.read(sql -> ErasedMessages.find(sql, wish.number().e164(), after, LOOKED_AT, messages));
        }
        return messages;
    }

    private int countOpen(List<Long> messages) throws SQLException {
        int open = 0;
        for (List<Long> some : pieces(messages)) {
            open += access.read(sql -> {
                int count = 0;
                for (long key : some) {
                    count += ErasedMessages.isOpen(sql, key) ? 1 : 0;
                }
                return count;
            });
        }
        return open;
    }

    private int countRunning(List<Long> ladders) throws SQLException {
        int running = 0;
        for (long key : ladders) {
            running += access.read(sql -> LadderRemovals.isRunning(sql, key)) ? 1 : 0;
        }
        return running;
    }

    private void eraseLadders(List<Long> ladders) throws SQLException {
        for (List<Long> some : pieces(ladders)) {
            for (LadderRemovals.Removed removed : access.<List<LadderRemovals.Removed>>write(sql -> {
                List<LadderRemovals.Removed> all = new ArrayList<>();
                for (long key : some) {
                    all.add(LadderRemovals.remove(sql, key, counts));
                }
                return all;
            })) {
                runningLadders += removed.wasRunning() ? 1 : 0;
                sentByLadders.addAll(removed.sent());
            }
        }
    }

    private int erase(List<Long> messages, long nowMicros) throws SQLException {
        int left = 0;
        for (List<Long> some : pieces(messages)) {
            left += access.write(sql -> {
                int stay = 0;
                for (long key : some) {
                    stay += ErasedMessages.erase(sql, key, wish.cancel(), nowMicros, counts);
                }
                return stay;
            });
        }
        return left;
    }

    private void eraseEvents() throws SQLException {
        for (long account : access.read(sql -> sql.list(row -> row.getLong(1), "SELECT account FROM event_reader"))) {
            for (long upTo = 0; upTo != Long.MAX_VALUE; ) {
                long after = upTo;
                upTo = access.write(sql -> traces.events(sql, account, after, EVENTS_AT_ONCE, counts));
            }
        }
    }

    private static List<List<Long>> pieces(List<Long> keys) {
        List<List<Long>> pieces = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            pieces.add(keys.subList(from, Math.min(keys.size(), from + AT_ONCE)));
        }
        return pieces;
    }

    private Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("messages", counts.of("message"));
        kinds.put("timeline_steps", counts.of("step"));
        kinds.put("receipts", counts.of("receipt", "unmatched_receipt"));
        kinds.put("calls", counts.of("call"));
        kinds.put("hits", counts.of("link_hit"));
        kinds.put("ladders", counts.of("ladder"));
        kinds.put("inbound", counts.of("inbound"));
        kinds.put("inbound_parts", counts.of("inbound_part"));
        kinds.put("events", counts.of("event"));
        kinds.put("batch_answers", counts.of("batch_answer"));
        kinds.put("opt_outs", counts.of("opt_out"));
        return kinds;
    }

    private static String words(Map<String, Integer> kinds, int left) {
        String removed = kinds.entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return (removed.isEmpty() ? "nothing was there" : removed) + (left == 0 ? "" : "; left " + left);
    }
}
