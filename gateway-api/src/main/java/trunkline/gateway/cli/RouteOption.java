package trunkline.gateway.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.RouteTable;
import trunkline.gateway.route.Routing;
import trunkline.gateway.route.WayHealth;

/** What routes may ask of a message beside its number. */
final class RouteOption {

    @Option(names = "--from", paramLabel = "SENDER", description = "Whom the recipient sees.")
    private @Nullable String from;

    @Option(names = "--account", paramLabel = "NAME", description = "The account that sends it.")
    private String account = "";

    @Option(names = "--class", description = "What it is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private MessageClass type = MessageClass.TEXT;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it is sent, such as 2026-11-26T22:30:00Z (default: now).")
    private @Nullable String at;

    /** The table of a configuration; what is up is not known. */
    static Routing routing(GatewayConfig gateway) {
        return new Routing(
                new RouteTable(gateway.routes(), PhoneNumbers::country),
                WayHealth.UNKNOWN,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** The message that is asked about. */
    RouteQuery query(CommandSpec spec, String option, String number) {
        PhoneNumber to = PhoneNumbers.parse(number);
        if (to == null) {
            throw wrong(spec, option, number, PhoneNumbers.RULE);
        }
        String broken = from == null ? null : Sender.brokenRule(from);
        if (from != null && broken != null) {
            throw wrong(spec, "--from", from, broken);
        }
        return new RouteQuery(type, to, from == null ? null : new Sender(from), account, time(spec));
    }

    private Instant time(CommandSpec spec) {
        if (at == null) {
            return InstantSource.system().instant();
        }
        try {
            return Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw wrong(spec, "--at", at, "must be a time in UTC such as 2026-11-26T22:30:00Z");
        }
    }

    private static ParameterException wrong(CommandSpec spec, String option, String value, String rule) {
        return new ParameterException(spec.commandLine(), "'" + option + "' is '" + value + "': " + rule);
    }
}
