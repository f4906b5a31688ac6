package trunkline.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.http.Json;
import trunkline.gateway.simulator.SmscGuise;
import trunkline.profile.SmscProfile;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** {@code simulate smsc}: an SMSC that prints a JSON line for each message it has whole. */
@Command(
        name = "smsc",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "An SMSC: takes SMPP binds, and prints a JSON line for each message it has whole.")
final class SimulateSmscCommand implements Callable<Integer> {

    private static final int PORT = 2_775;

    @Option(
            names = "--as",
            paramLabel = "PROFILE",
            description = "Behave as the device of this profile does; the options below stand before it.")
    private @Nullable String profile;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--host", description = "Address to listen on.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "TCP port to listen on, 0 for any; that of the profile, or 2775.")
    private @Nullable Integer port;

    @Option(names = "--system-id", description = "The one ESME that may bind; everyone, if left out.")
    private String systemId = "";

    @Option(names = "--password", description = "Its password.")
    private String password = "";

    @Option(names = "--tls-certificate", description = "Speak TLS with this certificate chain, in PEM.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", description = "The key to it, in PEM (PKCS #8).")
    private @Nullable Path tlsKey;

    @Option(
            names = "--tls-clients",
            description = "Ask for a client certificate that one of these, in PEM, stands for.")
    private @Nullable Path tlsClients;

    @Mixin
    private final SmscBehaviourOptions behaviour = new SmscBehaviourOptions();

    @Option(names = "--seed", description = "Of all chance, so that a run can be had again.")
    private long seed = 1;

    @Option(
            names = "--control",
            description = "Take commands on standard input: behave [OPTION...], drop, status,"
                    + " send SYSTEM-ID FROM TO FORM TEXT.")
    private boolean control;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InvalidConfigException {
        SmscProfile guise = profile == null ? null : config.smscProfile(spec, profile);
        SmscBehaviour as = guise == null ? SmscBehaviour.PERFECT : SmscGuise.behaviour(guise);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (SmscSimulator smsc = new SmscSimulator(settings(guise), behaviour.behaviour(as), new Printer(out))) {
            smsc.start();
            err.println("SMSC listens on " + host + ":" + smsc.port());
            if (control) {
                new SmscControl(smsc, as, err)
                        .run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            }
            Forever.sleep();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return Main.DONE;
    }

    private SimulatorSettings settings(@Nullable SmscProfile guise) {
        int listen = port != null ? port : guise != null ? guise.port() : PORT;
        SimulatorSettings settings = new SimulatorSettings(host, listen, systemId, password, seed);
        if (tlsCertificate == null && tlsKey == null) {
            return settings;
        }
        if (tlsCertificate == null || tlsKey == null) {
            throw new IllegalArgumentException("--tls-certificate and --tls-key go together");
        }
        return settings.withTls(new SimulatorSettings.Tls(tlsCertificate, tlsKey, tlsClients));
    }

    /** Numbers as people write them: an international one with its plus. */
    static String shown(Address address) {
        return address.typeOfNumber() == TypeOfNumber.INTERNATIONAL ? "+" + address.value() : address.value();
    }

    private record Printer(PrintWriter out) implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            out.println(Json.object()
                    .put("from", shown(message.from()))
                    .put("to", shown(message.to()))
                    .put("text", message.text())
                    .put("segments", message.segments())
                    .put("data_coding", message.dataCoding()));
            out.flush();
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // not asked for
        }
    }
}
