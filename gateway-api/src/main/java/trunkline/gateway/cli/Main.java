package trunkline.gateway.cli;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import trunkline.gateway.config.InvalidConfigException;

/** {@code ./trunkline COMMAND}. */
@Command(
        name = "trunkline",
        mixinStandardHelpOptions = true,
        version = "trunkline 0.1.0",
        description = "A telephony media gateway: HTTP in, SMS over SMPP and voice calls over SIP out.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            SegmentsCommand.class,
            RouteCommand.class,
            ProfileCommand.class,
            TrunkCommand.class,
            AccountCommand.class,
            AuditCommand.class,
            EraseCommand.class,
            BackupCommand.class,
            ExportCommand.class,
        })
public final class Main {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;

    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    private Main() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LEAK_DETECTION) == null) {
            System.setProperty(
                    LEAK_DETECTION,
                    "disabled"); // it walks the stack for every hundredth buffer: for tests, not for work
        }
        System.exit(run(line(), arguments));
    }

    /** The exit code. */
    static int run(CommandLine line, String... arguments) {
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return BAD_USAGE;
        }
        return line.execute(arguments);
    }

    /** All commands. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        line.registerConverter(Duration.class, new DurationConverter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return failure instanceof InvalidConfigException ? BAD_USAGE : FAILED;
        });
        return line;
    }
}
