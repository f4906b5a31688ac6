package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.StoreErasure;
import trunkline.gateway.storage.StoreUnusableException;
import trunkline.gateway.store.ErasureStore.Outcome;
import trunkline.gateway.store.ErasureStore.Wish;

/** {@code erase}: removes what concerns a phone, whether or not a gateway runs on the store. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description =
                "Remove what concerns a phone: messages to and from it, their timelines, receipts, calls and events.")
final class EraseCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "NUMBER", description = "In E.164 form, such as +46736265449.")
    @SuppressWarnings("NullAway.Init") // picocli
    private String number;

    @Option(
            names = "--cancel",
            description = "Messages to it that are not over, too; else nothing is erased while there are any.")
    private boolean cancel;

    @Option(names = "--opt-outs", description = "What it does not want, too: it may be written to again then.")
    private boolean optOuts;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException, StoreUnusableException {
        if (!PhoneNumber.isE164(number)) {
            throw new ParameterException(
                    spec.commandLine(), "'NUMBER' is '" + number + "': must be + and 7 to 15 digits, the first not 0");
        }
        ConfigFile file = config.load();
        try (Database database = Database.openBeside(file.config().store().url(), file.directory());
                StoreErasure store = StoreErasure.open(database)) {
            return print(store.erase(new Wish(new PhoneNumber(number), cancel, optOuts), nowMicros()));
        }
    }

    private int print(Outcome outcome) {
        if (outcome instanceof Outcome.NotOver open) {
            spec.commandLine()
                    .getErr()
                    .println(open.messages()
                            + " messages to this number are not over, so nothing was erased: wait until they"
                            + " are, or say --cancel");
            return Main.FAILED;
        }
        Outcome.Erased erased = (Outcome.Erased) outcome;
        PrintWriter out = spec.commandLine().getOut();
        erased.rows().forEach((kind, count) -> out.println(kind + ": " + count));
        if (erased.left() > 0) {
            spec.commandLine()
                    .getErr()
                    .println(erased.left() + " messages are being sent and were left: ask again in a while");
            return Main.FAILED;
        }
        return Main.DONE;
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, InstantSource.system().instant());
    }
}
