package trunkline.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.ApiKey;
import trunkline.gateway.account.KeyNote;
import trunkline.gateway.account.Scope;
import trunkline.gateway.account.ServiceCredentials;
import trunkline.gateway.account.ServiceRole;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.http.Json;
import trunkline.gateway.limit.BalanceStore;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlAccounts;
import trunkline.gateway.storage.StoreUnusableException;

/** {@code account add|list|key|keys|revoke|credentials|pause|resume|top-up|end-balance}: works on the store, whether or not a gateway runs on it. */
@Command(name = "account", mixinStandardHelpOptions = true, description = "Accounts and their API keys.")
final class AccountCommand {

    /** One piece of work with the accounts. */
    private interface Work {
        int run(SqlAccounts accounts) throws StoreUnusableException;
    }

    private static final String ALL_ROLES = ServiceRole.write(Set.of(ServiceRole.values()), ", ");
    private static final String ALL_SCOPES = "send,read,admin";
    private static final String NAME_RULE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private final SecureRandom random = new SecureRandom();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Command(description = "Make an account, and print its API key: it is not kept, and cannot be shown again.")
    int add(
            @Parameters(paramLabel = "NAME", description = "1 to 64 letters, digits, dots, dashes, underscores.")
                    String name,
            @Option(names = "--operator", description = "It may also administer the gateway itself.") boolean operator,
            @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        if (!name.matches(NAME_RULE)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'NAME' is '" + name + "': must be 1 to 64 letters, digits, dots, dashes and underscores");
        }
        return with(
                config, accounts -> print(accounts.add(name, operator, nowMicros()), "an account of this name exists"));
    }

    @Command(description = "Make one more API key for an account, and print it.")
    int key(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--scopes",
                            defaultValue = ALL_SCOPES,
                            description = "What it may be used for: ${DEFAULT-VALUE}.")
                    String scopes,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description = "How long it is one, such as 720h; else for ever.")
                    @Nullable
                    Duration expires,
            @Option(
                            names = "--rotate",
                            paramLabel = "TIME",
                            description = "How long the account's other keys stay keys, such as 24h, 0 for no longer.")
                    @Nullable
                    Duration rotate,
            @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        Set<Scope> parsed = scopes(scopes);
        long now = nowMicros();
        long end = expires == null ? 0 : now + micros(expires);
        return with(config, accounts -> {
            Optional<String> key = accounts.addKey(name, parsed, end, now);
            if (key.isPresent() && rotate != null) {
                accounts.expireKeys(name, null, ApiKey.hint(key.get()), now + micros(rotate), now);
            }
            return print(key, "there is no account of this name");
        });
    }

    private Set<Scope> scopes(String text) {
        Set<Scope> parsed = Scope.parse(text);
        if (parsed == null) {
            throw new ParameterException(
                    spec.commandLine(), "'--scopes' is '" + text + "': must be some of " + ALL_SCOPES);
        }
        return parsed;
    }

    private Set<ServiceRole> roles(String text) {
        Set<ServiceRole> parsed = ServiceRole.parse(text);
        if (parsed == null) {
            throw new ParameterException(
                    spec.commandLine(), "'--roles' is '" + text + "': must be some of " + ALL_ROLES);
        }
        return parsed;
    }

    private static long micros(Duration duration) {
        return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
    }

    @Command(
            description =
                    "Print how the keys of an account begin, what they may be used for, and until when; and the ids of"
                            + " its key pairs.")
    int keys(@Parameters(paramLabel = "NAME") String name, @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        return with(config, accounts -> {
            for (KeyNote key : accounts.keys(name, nowMicros())) {
                spec.commandLine()
                        .getOut()
                        .println(key.hint() + "...  " + Scope.write(key.scopes()) + "  made "
                                + time(key.createdAtMicros())
                                + (key.expiresAtMicros() == 0 ? "" : "  until " + time(key.expiresAtMicros())));
            }
            for (KeyNote pair : accounts.serviceKeys(name)) {
                spec.commandLine()
                        .getOut()
                        .println(pair.hint() + "  " + Scope.write(pair.scopes())
                                + (pair.roles().isEmpty() ? "" : "  " + ServiceRole.write(pair.roles(), ","))
                                + "  made " + time(pair.createdAtMicros()));
            }
            return Main.DONE;
        });
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Command(
            description =
                    "End a key of an account, which a running gateway takes for a few seconds more; or a key pair, at"
                            + " once.")
    int revoke(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "KEY", description = "As 'account keys' shows it.") String hint,
            @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        String begins = hint.replace(".", "");
        long now = nowMicros();
        return with(
                config,
                accounts -> done(
                        accounts.expireKeys(name, begins, null, now, now) > 0
                                || accounts.removeServiceKey(name, hint, now),
                        "the account has no key that begins so, and no key pair of this id"));
    }

    @Command(
            description =
                    "Make a key pair with which clients of Voximplant's API sign their tokens, and print it as the"
                            + " credentials.json of its SDKs: the private key is not kept, and cannot be shown again.")
    int credentials(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--scopes",
                            defaultValue = ALL_SCOPES,
                            description = "What its tokens may be used for: ${DEFAULT-VALUE}.")
                    String scopes,
            @Option(
                            names = "--roles",
                            defaultValue = "",
                            description =
                                    "Roles as Voximplant's service accounts have them, with commas between, such as"
                                            + " Developer,CallsSMS; without, the scopes alone say what its tokens may call.")
                    String roles,
            @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        Set<Scope> parsed = scopes(scopes);
        Set<ServiceRole> named = roles(roles);
        ServiceCredentials pair = ServiceCredentials.generate(random);
        return with(config, accounts -> {
            Optional<Long> account =
                    accounts.addServiceKey(name, pair.keyId(), pair.publicKey(), parsed, named, nowMicros());
            return print(account.map(id -> json(name, id, pair).toPrettyString()), "there is no account of this name");
        });
    }

    @Command(description = "Keep an account from sending, until it is resumed.")
    int pause(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--reason",
                            defaultValue = "paused by an operator",
                            description = "What the account is told.")
                    String reason,
            @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        return with(
                config,
                accounts -> done(
                        accounts.pause(name, reason, nowMicros()),
                        "there is no account of this name, or it is paused already"));
    }

    @Command(description = "Let an account send again that was paused.")
    int resume(@Parameters(paramLabel = "NAME") String name, @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        return with(config, accounts -> done(accounts.resume(name, nowMicros()), "no account of this name is paused"));
    }

    @Command(
            name = "top-up",
            description =
                    "Add to what an account has paid in advance, and print what it has now: from then on it sends no"
                            + " more than that pays for.")
    int topUp(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "AMOUNT", description = "Such as 50 or 12.5; less than 0 to take away.")
                    BigDecimal amount,
            @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        Long millionths = Limits.millionths(amount);
        if (millionths == null || millionths == 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'AMOUNT' is '" + amount + "': must be a number other than 0 with at most six decimals");
        }
        return with(config, accounts -> {
            OptionalLong now = accounts.addBalance(name, millionths, nowMicros());
            return print(
                    now.isPresent() ? Optional.of(Limits.amount(now.getAsLong())) : Optional.empty(),
                    "there is no account of this name, or its balance would be less than 0 or more than "
                            + Limits.amount(BalanceStore.AMOUNT_MAX));
        });
    }

    @Command(name = "end-balance", description = "Have an account pay in advance no longer.")
    int endBalance(@Parameters(paramLabel = "NAME") String name, @Mixin ConfigOption config)
            throws InvalidConfigException, StoreUnusableException {
        return with(
                config,
                accounts -> done(accounts.endBalance(name, nowMicros()), "no account of this name has a balance"));
    }

    private int done(boolean done, String otherwise) {
        if (!done) {
            spec.commandLine().getErr().println(otherwise);
        }
        return done ? Main.DONE : Main.FAILED;
    }

    @Command(description = "Print the names of all accounts.")
    int list(@Mixin ConfigOption config) throws InvalidConfigException, StoreUnusableException {
        return with(config, accounts -> {
            for (Account account : accounts.list()) {
                spec.commandLine().getOut().println(account.name());
            }
            return Main.DONE;
        });
    }

    /** The {@code credentials.json} of Voximplant's SDKs. */
    private static ObjectNode json(String accountName, long accountId, ServiceCredentials pair) {
        return Json.object()
                .put("account_email", accountName + "@trunkline.invalid")
                .put("account_id", accountId)
                .put("key_id", pair.keyId())
                .put("private_key", pair.privateKey());
    }

    private int print(Optional<String> made, String otherwise) {
        if (made.isEmpty()) {
            spec.commandLine().getErr().println(otherwise);
            return Main.FAILED;
        }
        spec.commandLine().getOut().println(made.get());
        return Main.DONE;
    }

    private static int with(ConfigOption option, Work work) throws InvalidConfigException, StoreUnusableException {
        ConfigFile config = option.load();
        try (Database database = Database.openBeside(config.config().store().url(), config.directory());
                SqlAccounts accounts = SqlAccounts.open(database)) {
            return work.run(accounts);
        }
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, InstantSource.system().instant());
    }
}
