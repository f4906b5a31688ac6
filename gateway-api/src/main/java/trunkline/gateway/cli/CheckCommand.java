package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.config.Setting;
import trunkline.profile.Finding;

/** {@code check}: whether the configuration is right, and what is in force. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check the configuration, and show each value in force and where it came from.")
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException {
        PrintWriter out = spec.commandLine().getOut();
        ConfigFile file = config.load();
        for (Setting setting : file.settings()) {
            out.printf("%-40s %-40s %s%n", setting.key(), setting.value(), setting.origin());
        }
        List<Finding> findings = file.lint();
        findings.forEach(finding ->
                spec.commandLine().getErr().println((finding.isError() ? "error: " : "warning: ") + finding));
        return findings.stream().anyMatch(Finding::isError) ? Main.BAD_USAGE : Main.DONE;
    }
}
