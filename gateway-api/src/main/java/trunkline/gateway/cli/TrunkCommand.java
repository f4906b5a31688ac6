package trunkline.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trunk doctor}: what is to be done with trunks. */
@Command(
        name = "trunk",
        mixinStandardHelpOptions = true,
        description = "Looks at trunks.",
        subcommands = {TrunkDoctorCommand.class})
final class TrunkCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "what is to be done is missing: doctor");
    }
}
