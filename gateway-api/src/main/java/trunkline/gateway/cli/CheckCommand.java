package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.config.Setting;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;
import trunkline.profile.Finding;

/** {@code check}: whether the configuration is right, and what is in force. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check the configuration, and show each value in force and where it came from.")
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--to", paramLabel = "NUMBER", description = "Show too which way an SMS and a call to it would go.")
    private @Nullable String to;

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
        if (to != null) {
            showWays(out, file, to);
        }
        List<Finding> findings = file.lint();
        findings.forEach(finding ->
                spec.commandLine().getErr().println((finding.isError() ? "error: " : "warning: ") + finding));
        return findings.stream().anyMatch(Finding::isError) ? Main.BAD_USAGE : Main.DONE;
    }

    private void showWays(PrintWriter out, ConfigFile file, String number) {
        Routing routing = RouteOption.routing(file.config());
        for (MessageClass type : List.of(MessageClass.TEXT, MessageClass.VOICE)) {
            RouteQuery text = new RouteOption().query(spec, "--to", number);
            RouteQuery query = new RouteQuery(type, text.to(), text.from(), text.account(), text.at());
            out.println(RouteText.of(query, routing.explain(query)));
        }
    }
}
