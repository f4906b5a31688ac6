package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlAccounts;
import trunkline.gateway.storage.StoreUnusableException;

/** {@code audit}: who has changed what, the newest first. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Every change of accounts, keys and configuration, the newest first: when, who, what.")
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Lines at most (${DEFAULT-VALUE}).")
    private int limit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException, StoreUnusableException {
        ConfigFile file = config.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Database database = Database.openBeside(file.config().store().url(), file.directory());
                SqlAccounts accounts = SqlAccounts.open(database)) {
            for (AuditStore.Entry entry : accounts.audit(limit)) {
                out.println(Instant.EPOCH.plus(entry.atMicros(), ChronoUnit.MICROS)
                        + "  " + entry.actor()
                        + "  " + entry.action()
                        + "  " + entry.subject()
                        + (entry.detail().isEmpty() ? "" : "  " + entry.detail()));
            }
        }
        return Main.DONE;
    }
}
