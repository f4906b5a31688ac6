package trunkline.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.http.RoutesJson;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;

/** {@code route NUMBER}: which way a message to it would go, and why each other route does not have it. */
@Command(
        name = "route",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Show which way a message to a number would go, and why each other route does not have it.")
final class RouteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NUMBER", description = "The recipient, such as +46736265449.")
    private String number = "";

    @Mixin
    private RouteOption message = new RouteOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException {
        RouteQuery query = message.query(spec, "NUMBER", number);
        Routing.Explanation explained =
                RouteOption.routing(config.load().config()).explain(query);
        spec.commandLine().getOut().println(json ? RoutesJson.of(query, explained) : RouteText.of(query, explained));
        return explained.route() == null ? Main.FAILED : Main.DONE;
    }
}
