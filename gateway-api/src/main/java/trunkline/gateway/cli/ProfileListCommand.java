package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.profile.ProfileFile;

/** {@code profile list}: all profiles there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the profiles that are shipped and those of the configuration.")
final class ProfileListCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException {
        PrintWriter out = spec.commandLine().getOut();
        for (ProfileFile file : config.profiles().files()) {
            ProfileFile.Head head = file.head();
            out.printf(
                    "%-24s %-7s %-13s %-30s %s%n",
                    head.id(),
                    head.kind().label(),
                    head.verified().label(),
                    file.shipped() ? "shipped" : file.name(),
                    head.title() + (head.isAbstract() ? " (only to be extended)" : ""));
        }
        return Main.DONE;
    }
}
