package trunkline.gateway.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.http.dialect.amivono.ExportFormat;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.StoreExport;
import trunkline.gateway.storage.StoreUnusableException;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessageReport;

/** {@code export}: all messages as they are at one moment, whether or not a gateway runs on the store. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write messages into a file, the oldest first; how far it is, is told on standard error.")
final class ExportCommand implements Callable<Integer> {

    private static final int PAGE = 500;
    /** Messages after which it says how far it is. */
    private static final int TOLD_EVERY = 10_000;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "FILE", description = "Must not exist yet.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path file;

    @Option(names = "--format", defaultValue = "csv", description = "csv or jsonl (${DEFAULT-VALUE}).")
    private ExportFormat format = ExportFormat.CSV;

    @Option(names = "--account", paramLabel = "NAME", description = "Of this account alone.")
    private @Nullable String account;

    @Option(names = "--from", paramLabel = "SENDER", description = "With this sender.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "NUMBER", description = "To this number.")
    private @Nullable String to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Accepted then or later, such as 2026-12-01T08:30:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Accepted before.")
    private @Nullable String until;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException, StoreUnusableException, IOException {
        long sinceMicros = micros("--since", since, 0);
        long untilMicros = micros("--until", until, Long.MAX_VALUE);
        ConfigFile configuration = config.load();
        Partial whole = Partial.of(spec, "FILE", file);
        try (Database database =
                Database.openToRead(configuration.config().store().url(), configuration.directory())) {
            Map<Long, String> names = StoreExport.accounts(database);
            MessageFilter filter = new MessageFilter(
                    idOf(names), null, null, from, to, null, null, sinceMicros, untilMicros, Long.MAX_VALUE);
            try (StoreExport export = StoreExport.open(database, filter);
                    FileChannel channel = whole.makeFile();
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                write(export, names, out);
                out.flush();
                channel.force(true);
            }
            whole.isWhole();
        }
        return Main.DONE;
    }

    private void write(StoreExport export, Map<Long, String> names, OutputStream out)
            throws StoreUnusableException, IOException {
        out.write(format.head());
        int written = 0;
        List<MessageReport> page = export.next(PAGE);
        while (!page.isEmpty()) {
            for (MessageReport report : page) {
                out.write(format.line(
                        report, names.getOrDefault(report.message().request().account(), "")));
            }
            written += page.size();
            if (written % TOLD_EVERY == 0) {
                tell(written, page.get(page.size() - 1));
            }
            page = export.next(PAGE);
        }
        spec.commandLine().getErr().println(written + " messages");
    }

    private void tell(int written, MessageReport last) {
        Instant upTo = Instant.EPOCH.plus(last.message().createdAtMicros(), ChronoUnit.MICROS);
        spec.commandLine().getErr().println(written + " messages, up to " + upTo);
    }

    private @Nullable Long idOf(Map<Long, String> names) {
        if (account == null) {
            return null;
        }
        for (Map.Entry<Long, String> one : names.entrySet()) {
            if (one.getValue().equals(account)) {
                return one.getKey();
            }
        }
        throw new ParameterException(
                spec.commandLine(), "'--account' is '" + account + "': must be the name of an account");
    }

    private long micros(String option, @Nullable String text, long fallback) {
        try {
            return text == null
                    ? fallback
                    : ChronoUnit.MICROS.between(
                            Instant.EPOCH, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + option + "' is '" + text + "': must be a time such as 2026-12-01T08:30:00Z");
        }
    }
}
