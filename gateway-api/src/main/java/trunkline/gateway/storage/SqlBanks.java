package trunkline.gateway.storage;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.bank.BankStore;
import trunkline.gateway.bank.SimState;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.store.Step;

/** The verbs of {@link BankStore}; all but the last are works of the one writer, and so in order with its claims. */
final class SqlBanks implements BankStore {

    private static final String RELEASED = "sim.released";

    private final Ways ways;
    private final StepRows steps;
    private final Readers readers;
    private final GroupCommit writer;

    SqlBanks(MessageKeys keys, Ways ways, Readers readers, GroupCommit writer) {
        this.ways = ways;
        this.steps = new StepRows(keys);
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Memory> load(String way, int recipientsMax) {
        return writer.write(tx -> {
            long id = ways.idOf(tx, way);
            DueRows.wake(tx, id);
            return SimRows.load(tx.sql(), id, recipientsMax);
        });
    }

    @Override
    public CompletableFuture<Boolean> put(String way, SimState state) {
        return writer.write(tx -> {
            SimRows.put(tx, ways.idOf(tx, way), state);
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> putSent(String way, SimState state, long message, String number) {
        return writer.write(tx -> {
            SimRows.put(tx, ways.idOf(tx, way), state);
            steps.add(tx, new Step(message, Step.Kind.SENDER_CHOSEN, 0, 0, Exchange.NONE, 0, number));
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> putRecipient(String way, String recipient, String sim) {
        return writer.write(tx -> {
            SimRows.putRecipient(tx, ways.idOf(tx, way), recipient, sim);
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> release(String way, SimState state, String by) {
        return writer.write(tx -> {
            long id = ways.idOf(tx, way);
            SimRows.put(tx, id, state);
            DueRows.wake(tx, id);
            AuditRows.add(tx.sql(), tx.nowMicros(), by, RELEASED, way + "/" + state.sim(), "");
            return true;
        });
    }

    @Override
    public CompletableFuture<Optional<String>> numberOf(long message) {
        return readers.read(sql -> Optional.ofNullable(SimRows.numberOf(sql, message)));
    }
}
