package trunkline.gateway.profile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** A simulated SMSC that remembers what it saw. */
final class WatchedSmsc implements AutoCloseable {

    private final List<SimulatorListener.ReceivedMessage> messages = new CopyOnWriteArrayList<>();
    private final List<SimulatorListener.SentReceipt> receipts = new CopyOnWriteArrayList<>();
    private final List<String> binds = new CopyOnWriteArrayList<>();
    private final List<String> refusedBinds = new CopyOnWriteArrayList<>();
    private final SmscSimulator simulator;

    WatchedSmsc(SimulatorSettings settings, SmscBehaviour behaviour) {
        simulator = new SmscSimulator(settings, behaviour, new SimulatorListener() {
            @Override
            public void onBind(String systemId, int commandStatus) {
                binds.add(systemId);
                if (commandStatus != 0) {
                    refusedBinds.add(systemId);
                }
            }

            @Override
            public void onMessage(ReceivedMessage message) {
                messages.add(message);
            }

            @Override
            public void onReceipt(SentReceipt receipt) {
                receipts.add(receipt);
            }
        });
    }

    void start() {
        simulator.start();
    }

    int port() {
        return simulator.port();
    }

    SmscSimulator simulator() {
        return simulator;
    }

    /** Behaves a little differently from now on. */
    void behave(UnaryOperator<SmscBehaviour> change) {
        simulator.behave(change.apply(simulator.behaviour()));
    }

    /** The texts that arrived at a number, in order. */
    List<String> texts(String number) {
        return messages.stream()
                .filter(message -> number.endsWith(message.to().value()))
                .map(SimulatorListener.ReceivedMessage::text)
                .toList();
    }

    /** Waits for the first text that arrives at a number. */
    String text(String number) {
        await().atMost(20, SECONDS).until(() -> !texts(number).isEmpty());
        return texts(number).get(0);
    }

    /** Bind requests that an ESME has sent. */
    long binds(String systemId) {
        return binds.stream().filter(systemId::equals).count();
    }

    /** Those of them that were refused. */
    long refusedBinds(String systemId) {
        return refusedBinds.stream().filter(systemId::equals).count();
    }

    /** Waits until the receipt of the message to a number was sent. */
    void awaitReceiptSent(String number) {
        await().atMost(20, SECONDS).until(() -> receipts.stream()
                .anyMatch(receipt -> number.endsWith(receipt.to().value())));
    }

    /** Waits until the receipt of the message to a number was sent, and answered for good. */
    void awaitReceiptAnswered(String number) {
        await().atMost(20, SECONDS)
                .until(() -> receipts.stream()
                                .anyMatch(
                                        receipt -> number.endsWith(receipt.to().value()))
                        && simulator.waiting() == 0);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
