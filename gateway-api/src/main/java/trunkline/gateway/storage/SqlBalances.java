package trunkline.gateway.storage;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.limit.BalanceStore;

/** The verbs of {@link BalanceStore}. */
final class SqlBalances implements BalanceStore {

    private final Readers readers;
    private final GroupCommit writer;

    SqlBalances(Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
    }

    private static OptionalLong optional(@Nullable Long amount) {
        return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
    }

    @Override
    public CompletableFuture<OptionalLong> of(long account) {
        return readers.read(sql -> optional(Balances.of(sql, account)));
    }

    @Override
    public CompletableFuture<Map<Long, Long>> all() {
        return readers.read(Balances::all);
    }

    @Override
    public CompletableFuture<OptionalLong> add(long account, long amount, String by) {
        return writer.write(tx -> {
            tx.onCommit(tx.balances()::used);
            return optional(Balances.add(tx.sql(), tx.nowMicros(), account, amount, by));
        });
    }

    @Override
    public CompletableFuture<Boolean> end(long account, String by) {
        return writer.write(tx -> Balances.end(tx.sql(), tx.nowMicros(), account, by));
    }
}
