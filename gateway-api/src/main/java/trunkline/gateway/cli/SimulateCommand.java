package trunkline.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate smsc|callee}: the counterparts, on their own. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Run a counterpart to test against.",
        subcommands = {SimulateSmscCommand.class, SimulateCalleeCommand.class})
final class SimulateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "what is to be simulated is missing: smsc or callee");
    }
}
