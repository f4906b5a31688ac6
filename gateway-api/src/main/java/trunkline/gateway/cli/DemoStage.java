package trunkline.gateway.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.Gateway;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.gateway.storage.Database;
import trunkline.gateway.storage.SqlAccounts;
import trunkline.gateway.storage.StoreUnusableException;
import trunkline.profile.ProfileCatalog;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorListener.ReceivedMessage;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** What the demo plays on: an SMSC, a callee, and a gateway that is configured for both. */
final class DemoStage implements AutoCloseable {

    /** Where the API of a demo that stays up is. */
    static final int HTTP_PORT = 8_080;

    private static final Duration RECEIPT_DELAY = Duration.ofMillis(500);
    private static final Duration RINGING = Duration.ofMillis(500);
    /** Messages and calls that nobody has asked for yet; later ones are not remembered. */
    private static final int REMEMBERED_MAX = 100;

    private final BlockingQueue<ReceivedMessage> messages = new ArrayBlockingQueue<>(REMEMBERED_MAX);
    private final BlockingQueue<HeardCall> calls = new ArrayBlockingQueue<>(REMEMBERED_MAX);
    private final SmscSimulator smsc;
    private final RecordingCallee callee;
    private final Gateway gateway;
    private final String key;

    private DemoStage(Path directory, int httpPort) throws IOException, InvalidConfigException, StoreUnusableException {
        smsc = new SmscSimulator(
                SimulatorSettings.LOOPBACK,
                SmscBehaviour.PERFECT.withReceipts(SmscBehaviour.Receipts.after(RECEIPT_DELAY)),
                new Heard());
        smsc.start();
        callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1"),
                InetAddress.getLoopbackAddress(),
                directory.resolve("recordings"),
                calls::offer);
        callee.behave(CalleeBehaviour.answersAfter(RINGING));
        callee.start();
        ConfigFile config = config(directory, httpPort);
        gateway = new Gateway(config);
        gateway.start();
        key = account(config);
    }

    /** Sets it; port 0 for any. */
    static DemoStage set(Path directory, int httpPort)
            throws IOException, InvalidConfigException, StoreUnusableException {
        return new DemoStage(directory, httpPort == 0 ? freePort() : httpPort);
    }

    /** One that is free at this moment: links in messages name it, so that it has to be known beforehand. */
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private ConfigFile config(Path directory, int httpPort) throws InvalidConfigException {
        String yaml =
                """
                http: {listen: "127.0.0.1:%1$d", public-url: "http://127.0.0.1:%1$d"}
                voice: {sip-listen: "127.0.0.1:0"}
                smsc: [{name: simulated-smsc, host: 127.0.0.1, port: %2$d, system-id: demo, password: demo}]
                trunks: [{name: simulated-callee, proxy: "127.0.0.1:%3$d"}]
                routes: [{to: "+", sms: [simulated-smsc], voice: [simulated-callee]}]
                """
                        .formatted(httpPort, smsc.port(), callee.localAddress().getPort());
        return ConfigFile.parse("demo", yaml, directory, ProfileCatalog.shipped());
    }

    private static String account(ConfigFile config) throws StoreUnusableException {
        try (Database database = Database.openBeside(config.config().store().url(), config.directory());
                SqlAccounts accounts = SqlAccounts.open(database)) {
            return accounts.add("demo", true, 0).orElseThrow();
        }
    }

    /** The address of the API. */
    String url() {
        return "http://127.0.0.1:" + gateway.address().getPort();
    }

    /** The key of the account {@code demo}. */
    String key() {
        return key;
    }

    DemoClient client() {
        return new DemoClient(url(), key);
    }

    /** The next message that the SMSC had whole; null if none comes in time. */
    @Nullable
    ReceivedMessage nextMessage(Duration patience) throws InterruptedException {
        return messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The next call that the callee answered and that has ended; null if none comes in time. */
    @Nullable
    HeardCall nextCall(Duration patience) throws InterruptedException {
        return calls.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        gateway.close();
        callee.close();
        smsc.close();
    }

    private final class Heard implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            messages.offer(message);
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // the gateway says what came of it
        }
    }
}
