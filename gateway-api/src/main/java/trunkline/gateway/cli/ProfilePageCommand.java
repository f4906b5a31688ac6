package trunkline.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import trunkline.profile.ProfileCatalog;

/** {@code profile page}: docs/profiles.md. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description = "Print the page of the profiles that are shipped, as Markdown.")
final class ProfilePageCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ProfileCatalog.shipped().page());
        spec.commandLine().getOut().flush();
        return Main.DONE;
    }
}
