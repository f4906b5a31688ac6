package trunkline.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.http.Json;
import trunkline.gateway.simulator.CalleeGuise;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.media.codec.PayloadType;
import trunkline.profile.TrunkProfile;
import trunkline.sip.simulator.CalleeAuth;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** {@code simulate callee}: a SIP callee that prints a JSON line for each call that it answered and that has ended. */
@Command(
        name = "callee",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "A SIP callee: answers calls, records them to WAV, and prints a JSON line for each that ended.")
final class SimulateCalleeCommand implements Callable<Integer> {

    /** What it does with calls. */
    enum Reaction {
        ANSWER,
        RING,
        BUSY,
        DECLINE,
        UNAVAILABLE,
        NOT_FOUND,
        SILENT
    }

    private static final int PORT = 5_062;
    private static final double MILLIS_PER_SECOND = 1_000.0;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Option(
            names = "--as",
            paramLabel = "PROFILE",
            description = "Want of a call what the trunk of this profile wants, and understand its codecs.")
    private @Nullable String profile;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--host", description = "Address to listen on.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "UDP and TCP port for SIP, 0 for any; that of the profile, or 5062.")
    private @Nullable Integer port;

    @Option(names = "--reaction", description = "What it does with calls: ${COMPLETION-CANDIDATES}.")
    private Reaction reaction = Reaction.ANSWER;

    @Option(names = "--delay", description = "From the INVITE to the answer or the refusal; it rings meanwhile.")
    private Duration delay = Duration.ofMillis(500);

    @Option(names = "--hang-up-after", description = "Hangs up this long after the answer; 0 for never.")
    private Duration hangUpAfter = Duration.ZERO;

    @Option(names = "--early-media", description = "Sends 183 with a session description in place of 180.")
    private boolean earlyMedia;

    @Option(names = "--username", description = "Asks for digest authentication by this user; nobody, if left out.")
    private @Nullable String username;

    @Option(names = "--password", description = "Its password.")
    private String password = "";

    @Option(names = "--recordings", description = "Folder of the WAV files.")
    private Path recordings = Path.of("recordings");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InvalidConfigException {
        TrunkProfile guise = profile == null ? null : config.trunkProfile(spec, profile);
        int listen = port != null ? port : guise != null ? guise.port() : PORT;
        PrintWriter out = spec.commandLine().getOut();
        CalleeSettings settings = CalleeSettings.on(host)
                .withPort(listen)
                .withTcp()
                .withDemands(guise == null ? List.of() : CalleeGuise.demands(guise));
        List<PayloadType> payloadTypes = guise == null ? RecordingCallee.USUAL : CalleeGuise.payloadTypes(guise);
        if (username != null) {
            settings = settings.withAuth(CalleeAuth.unauthorized(username, password));
        }
        InetAddress address = InetAddress.getAllByName(host)[0];
        try (RecordingCallee callee =
                new RecordingCallee(settings, payloadTypes, address, recordings, call -> print(out, call))) {
            callee.behave(behaviour());
            callee.start();
            spec.commandLine()
                    .getErr()
                    .println("callee listens on " + host + ":"
                            + callee.localAddress().getPort());
            Forever.sleep();
        }
        return Main.DONE;
    }

    private CalleeBehaviour behaviour() {
        CalleeBehaviour behaviour =
                switch (reaction) {
                    case ANSWER -> CalleeBehaviour.answersAfter(delay);
                    case RING -> CalleeBehaviour.ringsForEver();
                    case BUSY -> CalleeBehaviour.busy().after(delay);
                    case DECLINE -> CalleeBehaviour.declines().after(delay);
                    case UNAVAILABLE -> CalleeBehaviour.unavailable(RETRY_AFTER);
                    case NOT_FOUND -> CalleeBehaviour.notFound();
                    case SILENT -> CalleeBehaviour.silent();
                };
        behaviour = earlyMedia ? behaviour.withEarlyMedia() : behaviour;
        return hangUpAfter.isZero() ? behaviour : behaviour.hangingUpAfter(hangUpAfter);
    }

    private static void print(PrintWriter out, HeardCall call) {
        out.println(Json.object()
                .put("from", call.from())
                .put("to", call.to())
                .put("seconds", call.report().audio().toMillis() / MILLIS_PER_SECOND)
                .put("packets", call.report().packets())
                .put("lost", call.report().lost())
                .put("wav", call.wav().toAbsolutePath().toString()));
        out.flush();
    }
}
