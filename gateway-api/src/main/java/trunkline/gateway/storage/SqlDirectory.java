package trunkline.gateway.storage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.AccountDirectory;

/** The verbs of {@link AccountDirectory}. */
final class SqlDirectory implements AccountDirectory {

    private final Readers readers;

    SqlDirectory(Readers readers) {
        this.readers = readers;
    }

    @Override
    public CompletableFuture<List<Account>> accounts() {
        return readers.read(SqlAccounts::all);
    }

    @Override
    public CompletableFuture<Optional<Long>> numberOf(String name) {
        return readers.read(sql -> Optional.ofNullable(SqlAccounts.numberOf(sql, name)));
    }
}
