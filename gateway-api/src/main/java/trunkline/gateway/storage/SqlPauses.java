package trunkline.gateway.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.limit.PauseStore;

/** The verbs of {@link PauseStore}; each change is an event of the account. */
final class SqlPauses implements PauseStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Readers readers;
    private final GroupCommit writer;

    SqlPauses(Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Boolean> pause(long account, String reason, String by) {
        return writer.write(tx -> {
            boolean isNew = PauseRows.pause(tx.sql(), tx.nowMicros(), account, reason, by);
            if (isNew) {
                String data = MAPPER.createObjectNode().put("reason", reason).toString();
                tx.emit(account, EventKinds.ACCOUNT_PAUSED, 0, 0, data);
            }
            return isNew;
        });
    }

    @Override
    public CompletableFuture<Boolean> resume(long account, String by) {
        return writer.write(tx -> {
            boolean was = PauseRows.resume(tx.sql(), tx.nowMicros(), account, by);
            if (was) {
                tx.emit(account, EventKinds.ACCOUNT_RESUMED, 0, 0, null);
            }
            return was;
        });
    }

    @Override
    public CompletableFuture<List<Pause>> paused() {
        return readers.read(PauseRows::all);
    }
}
