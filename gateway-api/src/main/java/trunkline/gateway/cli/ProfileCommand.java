package trunkline.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code profile list|show|page|probe}: what SMSCs, trunks and boxes need. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "What SMSCs, trunks and boxes need, as profiles.",
        subcommands = {
            ProfileListCommand.class,
            ProfileShowCommand.class,
            ProfilePageCommand.class,
            ProfileProbeCommand.class
        })
final class ProfileCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "what is to be done is missing: list, show, page or probe");
    }
}
