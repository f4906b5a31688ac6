package trunkline.gateway.storage;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.ApiKey;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.account.KeyNote;
import trunkline.gateway.account.Scope;
import trunkline.gateway.account.ServiceKey;
import trunkline.gateway.account.ServiceRole;
import trunkline.gateway.limit.BalanceStore;

/** The tables {@code account} and {@code api_key}, for the command line: opened, changed, closed. Confined to one thread. */
public final class SqlAccounts implements AutoCloseable {

    private final Statements sql;
    private final SecureRandom random = new SecureRandom();

    private SqlAccounts(Statements sql) {
        this.sql = sql;
    }

    /** Opens them, beside a gateway that may be running. */
    public static SqlAccounts open(Database database) throws StoreUnusableException {
        try {
            return new SqlAccounts(new Statements(database.connect()));
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot open the accounts", e);
        }
    }

    /**
     * Makes an account with one key.
     *
     * @param operator whether it also administers the gateway itself
     * @param nowMicros microseconds since 1970 in UTC
     * @return the key, which is not kept and cannot be shown again; nothing if the name is taken
     */
    public Optional<String> add(String name, boolean operator, long nowMicros) throws StoreUnusableException {
        return inTransaction(() -> {
            int inserted = sql.update(
                    "INSERT INTO account (name, operator, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                    name,
                    operator,
                    nowMicros);
            if (inserted == 0) {
                return Optional.empty();
            }
            note("account.added", name, operator ? "operator" : "", nowMicros);
            return insertKey(name, Scope.ALL, 0, nowMicros);
        });
    }

    /**
     * Makes one more key for an account; nothing if there is none of this name.
     *
     * @param scopes what it may be used for
     * @param expiresAtMicros when it ends; 0 for never
     */
    public Optional<String> addKey(String name, Set<Scope> scopes, long expiresAtMicros, long nowMicros)
            throws StoreUnusableException {
        return inTransaction(() -> insertKey(name, scopes, expiresAtMicros, nowMicros));
    }

    /** The keys of an account that have not expired, the newest first. */
    public List<KeyNote> keys(String name, long nowMicros) throws StoreUnusableException {
        return inTransaction(() -> sql.list(
                row -> new KeyNote(
                        row.getString(1), scopes(row.getString(2)), Set.of(), row.getLong(3), row.getLong(4)),
                "SELECT k.hint, k.scopes, k.created_at, k.expires_at FROM api_key k JOIN account a ON a.id = k.account"
                        + " WHERE a.name = ? AND (k.expires_at = 0 OR k.expires_at > ?) ORDER BY k.created_at DESC",
                name,
                nowMicros));
    }

    /**
     * Ends keys of an account: at {@code atMicros}, unless they end before. How many.
     *
     * @param hint of the key that is meant; null for all
     * @param butHint of one that stays as it is; null for none
     */
    public int expireKeys(String name, @Nullable String hint, @Nullable String butHint, long atMicros, long nowMicros)
            throws StoreUnusableException {
        return inTransaction(() -> {
            List<String> ended = sql.list(
                    row -> row.getString(1),
                    "UPDATE api_key SET expires_at = ? WHERE account = (SELECT id FROM account WHERE name = ?)"
                            + " AND (? IS NULL OR hint = ?) AND (? IS NULL OR hint <> ?)"
                            + " AND (expires_at = 0 OR expires_at > ?) RETURNING hint",
                    atMicros,
                    name,
                    hint,
                    hint,
                    butHint,
                    butHint,
                    Math.max(atMicros, nowMicros));
            for (String one : ended) {
                note(atMicros <= nowMicros ? "key.revoked" : "key.expires", name, one, nowMicros);
            }
            return ended.size();
        });
    }

    private static Set<ServiceRole> roles(@Nullable String text) {
        Set<ServiceRole> roles = text == null ? null : ServiceRole.parse(text);
        return roles == null ? Set.of() : roles;
    }

    private static Set<Scope> scopes(@Nullable String text) {
        Set<Scope> scopes = text == null ? null : Scope.parse(text);
        return scopes == null ? Scope.ALL : scopes;
    }

    private Optional<String> insertKey(String name, Set<Scope> scopes, long expiresAtMicros, long nowMicros)
            throws SQLException {
        String key = ApiKey.generate(random);
        int inserted = sql.update(
                "INSERT INTO api_key (hash, account, hint, created_at, scopes, expires_at)"
                        + " SELECT ?, id, ?, ?, ?, ? FROM account WHERE name = ?",
                ApiKey.hash(key),
                ApiKey.hint(key),
                nowMicros,
                Scope.write(scopes),
                expiresAtMicros,
                name);
        if (inserted == 0) {
            return Optional.empty();
        }
        note("key.added", name, ApiKey.hint(key) + " " + Scope.write(scopes), nowMicros);
        return Optional.of(key);
    }

    private void note(String action, String name, String detail, long nowMicros) throws SQLException {
        AuditRows.add(sql, nowMicros, AuditStore.COMMAND_LINE, action, name, detail);
    }

    /** Pauses an account; false if there is none of this name, or it is paused. A running gateway sees it within a second. */
    public boolean pause(String name, String reason, long nowMicros) throws StoreUnusableException {
        return inTransaction(() -> {
            Long account = numberOf(sql, name);
            return account != null && PauseRows.pause(sql, nowMicros, account, reason, AuditStore.COMMAND_LINE);
        });
    }

    /** Lifts the pause of an account; false if there is none. A running gateway sees it within a second. */
    public boolean resume(String name, long nowMicros) throws StoreUnusableException {
        return inTransaction(() -> {
            Long account = numberOf(sql, name);
            return account != null && PauseRows.resume(sql, nowMicros, account, AuditStore.COMMAND_LINE);
        });
    }

    /** See {@link BalanceStore#add}; nothing either if there is no account of this name. */
    public OptionalLong addBalance(String name, long amount, long nowMicros) throws StoreUnusableException {
        return inTransaction(() -> {
            Long account = numberOf(sql, name);
            Long after =
                    account == null ? null : Balances.add(sql, nowMicros, account, amount, AuditStore.COMMAND_LINE);
            return after == null ? OptionalLong.empty() : OptionalLong.of(after);
        });
    }

    /** Ends the balance of an account; false if there is none. */
    public boolean endBalance(String name, long nowMicros) throws StoreUnusableException {
        return inTransaction(() -> {
            Long account = numberOf(sql, name);
            return account != null && Balances.end(sql, nowMicros, account, AuditStore.COMMAND_LINE);
        });
    }

    /** The audit trail, the newest first. */
    public List<AuditStore.Entry> audit(int limit) throws StoreUnusableException {
        return inTransaction(() -> AuditRows.find(sql, Long.MAX_VALUE, limit));
    }

    /**
     * Keeps the public half of a key pair for an account.
     *
     * @param keyId names the pair in tokens that are signed with it
     * @param publicKey see {@link ServiceKey}
     * @param scopes what tokens that are signed with it may be used for
     * @param roles which bound that further; none for no bound
     * @return the account's number; nothing if there is none of this name
     */
    public Optional<Long> addServiceKey(
            String name, String keyId, String publicKey, Set<Scope> scopes, Set<ServiceRole> roles, long nowMicros)
            throws StoreUnusableException {
        String named = ServiceRole.write(roles, ",");
        return inTransaction(() -> {
            int inserted = sql.update(
                    "INSERT INTO service_key (id, account, public_key, created_at, scopes, roles)"
                            + " SELECT ?, id, ?, ?, ?, ? FROM account WHERE name = ?",
                    keyId,
                    publicKey,
                    nowMicros,
                    Scope.write(scopes),
                    named,
                    name);
            if (inserted == 0) {
                return Optional.empty();
            }
            String detail = keyId + " " + Scope.write(scopes) + (named.isEmpty() ? "" : " " + named);
            note("credentials.added", name, detail, nowMicros);
            return Optional.ofNullable(numberOf(sql, name));
        });
    }

    /** The key pairs of an account, the newest first; each by its whole id. */
    public List<KeyNote> serviceKeys(String name) throws StoreUnusableException {
        return inTransaction(() -> sql.list(
                row -> new KeyNote(
                        row.getString(1), scopes(row.getString(2)), roles(row.getString(4)), row.getLong(3), 0),
                "SELECT k.id, k.scopes, k.created_at, k.roles FROM service_key k JOIN account a ON a.id = k.account"
                        + " WHERE a.name = ? ORDER BY k.created_at DESC, k.id",
                name));
    }

    /** Ends a key pair of an account, at once; false if it has none of this id. */
    public boolean removeServiceKey(String name, String keyId, long nowMicros) throws StoreUnusableException {
        return inTransaction(() -> {
            int removed = sql.update(
                    "DELETE FROM service_key WHERE id = ? AND account = (SELECT id FROM account WHERE name = ?)",
                    keyId,
                    name);
            if (removed > 0) {
                note("credentials.revoked", name, keyId, nowMicros);
            }
            return removed > 0;
        });
    }

    /** The key of a service account with this id, or null. */
    static @Nullable ServiceKey serviceKey(Statements sql, String keyId) throws SQLException {
        return sql.first(
                row -> new ServiceKey(
                        new Account(
                                row.getLong(1),
                                row.getString(2),
                                row.getInt(3) != 0,
                                scopes(row.getString(5)),
                                roles(row.getString(6))),
                        row.getString(4)),
                "SELECT a.id, a.name, a.operator, k.public_key, k.scopes, k.roles"
                        + " FROM service_key k JOIN account a ON a.id = k.account WHERE k.id = ?",
                keyId);
    }

    /** All accounts, by name. */
    public List<Account> list() throws StoreUnusableException {
        return inTransaction(() -> all(sql));
    }

    static List<Account> all(Statements sql) throws SQLException {
        return sql.list(
                row -> new Account(row.getLong(1), row.getString(2), row.getInt(3) != 0),
                "SELECT id, name, operator FROM account ORDER BY name");
    }

    /** The number of the account of this name, or null. */
    static @Nullable Long numberOf(Statements sql, String name) throws SQLException {
        return sql.first(row -> row.getLong(1), "SELECT id FROM account WHERE name = ?", name);
    }

    /** The account whose key has this hash, and has not expired; or null. */
    static @Nullable Account byKeyHash(Statements sql, String hash, long nowMicros) throws SQLException {
        return sql.first(
                row -> new Account(row.getLong(1), row.getString(2), row.getInt(3) != 0, scopes(row.getString(4))),
                "SELECT a.id, a.name, a.operator, k.scopes FROM api_key k JOIN account a ON a.id = k.account"
                        + " WHERE k.hash = ? AND (k.expires_at = 0 OR k.expires_at > ?)",
                hash,
                nowMicros);
    }

    /** The name of an account, or null. */
    static @Nullable String nameOf(Statements sql, long id) throws SQLException {
        return sql.first(row -> row.getString(1), "SELECT name FROM account WHERE id = ?", id);
    }

    private interface Change<T> {
        T run() throws SQLException;
    }

    private <T> T inTransaction(Change<T> change) throws StoreUnusableException {
        try {
            sql.update("BEGIN IMMEDIATE");
            try {
                T result = change.run();
                sql.update("COMMIT");
                return result;
            } catch (SQLException e) {
                sql.update("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot change the accounts", e);
        }
    }

    @Override
    public void close() throws StoreUnusableException {
        try {
            sql.close();
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot close the accounts", e);
        }
    }
}
