package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import trunkline.smpp.address.Address;
import trunkline.smpp.bind.BindTimings.Deadlines;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.NotSent;
import trunkline.smpp.bind.SubmitOutcome.Refused;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.ErrorShare;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** Twenty thousand submits over links that break, refuse and swallow: what the bind says is held against what arrived. */
class FaultyLinksIT {

    private static final int SUBMITS = 20_000;
    private static final int WINDOW = 50;

    private final Set<Long> arrived = ConcurrentHashMap.newKeySet();
    private long nextToken;
    private int outcomesReleased;

    @Test
    void everySubmitHasOneOutcomeAndNoneCalledNotSentEverArrived() {
        var errors = List.of(new ErrorShare(0x58, 0.05), new ErrorShare(0x14, 0.02));
        var responses = Responses.after(Duration.ofMillis(1)).withErrors(errors).withSilence(0.002);
        var links = new Links(700, Duration.ofMillis(400), Duration.ZERO, false);
        var behaviour = SmscBehaviour.PERFECT.withResponses(responses).withLinks(links);
        try (var smsc = new SmscSimulator(SimulatorSettings.LOOPBACK, behaviour, new Arrivals())) {
            smsc.start();
            try (var gateway = new Gateway(settings(smsc.port()))) {
                gateway.onBatchEnd = () -> fillWindow(gateway);
                await().atMost(Duration.ofMinutes(2)).until(() -> gateway.outcomes.size() == SUBMITS);
                check(gateway);
            }
        }
    }

    private void check(Gateway gateway) {
        assertThat(gateway.losses).hasSizeGreaterThan(10);
        LongStream.range(0, SUBMITS).forEach(token -> {
            SubmitOutcome outcome = gateway.outcome(token);
            if (outcome instanceof Accepted) {
                assertThat(arrived).contains(token);
            } else if (outcome instanceof NotSent || outcome instanceof Refused) {
                assertThat(arrived).doesNotContain(token);
            }
        });
        assertThat(gateway.outcomes.values())
                .extracting(outcomes -> outcomes.get(0).getClass().getSimpleName())
                .contains("Accepted", "Refused", "Unanswered");
        var counts = gateway.bind.status().counts();
        assertThat(counts.getOrDefault(BindCounter.ACCEPTED, 0L)
                        + counts.getOrDefault(BindCounter.REFUSED, 0L)
                        + counts.getOrDefault(BindCounter.UNANSWERED, 0L)
                        + counts.getOrDefault(BindCounter.NOT_SENT, 0L))
                .isEqualTo(SUBMITS);
    }

    /** On the loop: gives back the permits of what has its outcome, and uses what can be had. */
    private void fillWindow(Gateway gateway) {
        int outcomes = gateway.outcomes.size();
        gateway.bind.releasePermits(outcomes - outcomesReleased);
        outcomesReleased = outcomes;
        int permits = gateway.bind.takePermits((int) Math.min(WINDOW, SUBMITS - nextToken));
        for (int i = 0; i < permits; i++) {
            byte[] token = Long.toString(nextToken).getBytes(StandardCharsets.US_ASCII);
            var userData = new UserData(token, 0, token.length, 0, false);
            gateway.bind.submit(
                    new SubmitRequest(nextToken++, Address.NONE, Address.shortCode("1"), userData, SubmitOptions.NONE));
        }
    }

    private static BindSettings settings(int port) {
        Deadlines quick = Gateway.QUICK.deadlines();
        var deadlines = new Deadlines(
                quick.connect(), quick.bindResponse(), Duration.ofMillis(150), quick.stall(), quick.stop());
        var backoff = new BindTimings.Backoff(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(1), 5);
        return Gateway.settings(port)
                .withWindow(WINDOW)
                .withTimings(new BindTimings(deadlines, Gateway.QUICK.keepAlive(), backoff));
    }

    private final class Arrivals implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            assertThat(arrived.add(Long.valueOf(message.text()))).isTrue();
        }

        @Override
        public void onReceipt(SentReceipt receipt) {}
    }
}
