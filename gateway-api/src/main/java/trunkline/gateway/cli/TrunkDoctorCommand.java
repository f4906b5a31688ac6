package trunkline.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.doctor.DoctorPlan;
import trunkline.gateway.doctor.Finding;
import trunkline.gateway.doctor.TrunkDoctor;
import trunkline.gateway.doctor.Verdict;
import trunkline.gateway.http.Json;
import trunkline.sip.trunk.PhoneNumber;

/** {@code trunk doctor}: what is wrong with a trunk, and what to change. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Find out what is wrong with a trunk, and which key of the configuration to change.",
            "Asks the name servers, connects, sends OPTIONS and, where the trunk is registered with, a REGISTER that changes"
                    + " nothing there. With --to it places a call, which rings a phone and may be charged.",
            "Exit code 0 if nothing is wrong, 1 if something is, 2 for a wrong command line or configuration."
        })
final class TrunkDoctorCommand implements Callable<Integer> {

    private static final Pattern ADDRESS = Pattern.compile("(.+?)(?::(\\d{1,5}))?");
    private static final int PORT_MAX = 65_535;

    @Parameters(paramLabel = "TRUNK", description = "A trunk of the configuration.")
    private String name = "";

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            description = "Call this number, such as +46701234567: a phone of yours.")
    private @Nullable String to;

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            description = "The calling number; from-user or the number under --to, if left out.")
    private @Nullable String from;

    @Option(names = "--play", description = "Play tones for so long; after about 5s trunks report how they arrived.")
    private Duration play = Duration.ofSeconds(6);

    @Option(names = "--key", description = "Wait so long after the tones for a key that the callee presses; 0 for not.")
    private Duration key = Duration.ZERO;

    @Option(
            names = "--register",
            description = "Register, and take it back: a gateway that runs may miss calls meanwhile.")
    private boolean register;

    @Option(names = "--wait", description = "Wait so long for each answer of the trunk.")
    private Duration patience = Duration.ofSeconds(5);

    @Option(
            names = "--sip-listen",
            paramLabel = "HOST:PORT",
            description = "Where to send from; the address of the configuration and a port of its own, if left out.")
    private @Nullable String listen;

    @Option(names = "--json", description = "Print JSON, at the end.")
    private boolean json;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException, IOException, InterruptedException {
        ConfigFile file = config.load();
        DoctorPlan plan = plan(file);
        PrintWriter err = spec.commandLine().getErr();
        if (to != null) {
            err.println(
                    "a phone will ring at " + to + (key.isZero() ? "" : "; after the tones, have a key pressed there"));
        }
        PrintWriter out = spec.commandLine().getOut();
        Clock clock = Clock.systemUTC();
        List<Finding> findings = new TrunkDoctor(plan, clock, System::nanoTime, finding -> print(out, finding)).run();
        boolean wrong = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG);
        if (json) {
            out.println(new String(Json.write(json(findings, !wrong)), StandardCharsets.UTF_8));
        }
        out.flush();
        return wrong ? Main.FAILED : Main.DONE;
    }

    private void print(PrintWriter out, Finding finding) {
        if (json) {
            return;
        }
        out.printf("%-8s %-16s %s%n", finding.verdict().label(), finding.step().label(), finding.seen());
        if (!finding.change().isEmpty()) {
            out.printf("%-8s %-16s change: %s%n", "", "", finding.change());
        }
        out.flush();
    }

    private ObjectNode json(List<Finding> findings, boolean ok) {
        ObjectNode all = Json.object().put("trunk", name).put("ok", ok);
        ArrayNode array = all.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode one = array.addObject()
                    .put("step", finding.step().label())
                    .put("verdict", finding.verdict().label())
                    .put("seen", finding.seen());
            if (!finding.change().isEmpty()) {
                one.put("change", finding.change());
            }
        }
        return all;
    }

    private DoctorPlan plan(ConfigFile file) {
        TrunkConfig trunk = file.config().trunks().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> bad("'" + name + "' is no trunk of the configuration"));
        if (register && !trunk.sip().registration().wanted()) {
            throw bad("'--register' needs `register: true` in the configuration of '" + name + "'");
        }
        if (to == null && (from != null || !key.isZero())) {
            throw bad("'--from' and '--key' need '--to'");
        }
        try {
            return new DoctorPlan(
                    trunk,
                    file.config().voice(),
                    listen(file.config().voice().sip()),
                    register,
                    patience,
                    to == null ? null : new DoctorPlan.Call(from(trunk, to), new PhoneNumber(to), play, key));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private PhoneNumber from(TrunkConfig trunk, String called) {
        String user = trunk.sip().caller().user();
        return new PhoneNumber(from != null ? from : user.matches("\\+?[0-9]{3,15}") ? user : called);
    }

    private InetSocketAddress listen(InetSocketAddress usual) {
        if (listen == null) {
            return InetSocketAddress.createUnresolved(usual.getHostString(), 0);
        }
        Matcher parts = ADDRESS.matcher(listen);
        int port = parts.matches() && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : 0;
        if (!parts.matches() || port > PORT_MAX) {
            throw bad("'--sip-listen' is '" + listen + "': must be HOST or HOST:PORT");
        }
        return InetSocketAddress.createUnresolved(parts.group(1), port);
    }

    private ParameterException bad(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
