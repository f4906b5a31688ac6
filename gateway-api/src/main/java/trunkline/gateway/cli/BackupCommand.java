package trunkline.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.StoreBackup;
import trunkline.gateway.storage.StoreUnusableException;

/** {@code backup}: the store and the prompts of voice messages, as they are at one moment, while the gateway runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copy the store and the voice files into a new directory; a gateway may run on them.")
final class BackupCommand implements Callable<Integer> {

    private static final String PROMPTS = "prompts";

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "DIRECTORY", description = "Must not exist yet; it is there once the copy is whole.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path to;

    @Option(names = "--no-voice", description = "Leave the voice files out.")
    private boolean noVoice;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException, StoreUnusableException, IOException {
        ConfigFile file = config.load();
        Partial copy = Partial.of(spec, "DIRECTORY", to);
        try (Database database = Database.openToRead(file.config().store().url(), file.directory())) {
            copy.makeDirectory();
            FolderCopy prompts = new FolderCopy(
                    file.config().voice().files().resolve(PROMPTS),
                    copy.partial().resolve("voice").resolve(PROMPTS));
            // first those that may be removed while the store is copied, then those that came meanwhile
            int copied = noVoice ? 0 : prompts.copyNew();
            long messages = StoreBackup.copy(database, copy.partial().resolve("trunkline.db"));
            copied += noVoice ? 0 : prompts.copyNew();
            copy.isWhole();
            spec.commandLine().getOut().println(messages + " messages and " + copied + " prompts in " + copy.target());
        }
        return Main.DONE;
    }
}
