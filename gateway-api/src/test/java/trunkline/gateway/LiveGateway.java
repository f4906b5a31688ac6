package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** A gateway behind a simulated SMSC that delivers at once, with an account {@code shop} beside the operator's. */
public final class LiveGateway implements AutoCloseable {

    private final SmscSimulator smsc;
    private final TestGateway gateway;
    private final String shop;

    private LiveGateway(SmscSimulator smsc, TestGateway gateway, String shop) {
        this.smsc = smsc;
        this.gateway = gateway;
        this.shop = shop;
    }

    /**
     * Starts one.
     *
     * @param number of the shop, to which phones write
     * @param more further sections of the configuration
     */
    public static LiveGateway start(Path directory, String number, String more) throws Exception {
        SmscSimulator smsc =
                new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, SimulatorListener.NONE);
        smsc.start();
        TestGateway gateway = TestGateway.start(
                directory,
                """
                smsc: [{name: carrier-a, host: 127.0.0.1, port: %d, system-id: gw}]
                routes: [{to: "+", sms: [carrier-a]}]
                numbers: [{number: "%s", account: shop}]
                """
                                .formatted(smsc.port(), number)
                        + more);
        LiveGateway live = new LiveGateway(smsc, gateway, gateway.newAccount("shop"));
        await().atMost(30, SECONDS).until(() -> smsc.binds() == 1);
        return live;
    }

    public TestGateway gateway() {
        return gateway;
    }

    /** The shop's key. */
    public String shop() {
        return shop;
    }

    /** A phone sends a message; both numbers in digits. */
    public void fromPhone(String phone, String to, String text) {
        smsc.send("gw", Address.international("+" + phone), Address.international("+" + to), text);
    }

    @Override
    public void close() {
        gateway.close();
        smsc.close();
    }
}
