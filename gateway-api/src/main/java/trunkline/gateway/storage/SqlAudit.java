package trunkline.gateway.storage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.AuditStore;

/** The verbs of {@link AuditStore}. */
final class SqlAudit implements AuditStore {

    private final Readers readers;
    private final GroupCommit writer;

    SqlAudit(Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<List<Entry>> find(long beforeId, int limit) {
        return readers.read(sql -> AuditRows.find(sql, beforeId, limit));
    }

    @Override
    public CompletableFuture<Boolean> add(String actor, String action, String subject, String detail) {
        return writer.write(tx -> {
            AuditRows.add(tx.sql(), tx.nowMicros(), actor, action, subject, detail);
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> configuration(String actor, String detail, String fingerprint) {
        return writer.write(tx -> AuditRows.addConfiguration(tx.sql(), tx.nowMicros(), actor, detail, fingerprint));
    }
}
