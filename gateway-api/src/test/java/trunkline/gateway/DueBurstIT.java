package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** A short burst of schedules; {@code bench/schedules.sh} has the long one. */
class DueBurstIT {

    private static final int SCHEDULES = 600;
    private static final String WAYS =
            """
            smsc: [{name: smsc, host: 127.0.0.1, port: %d, system-id: gw, window: 100, rate: 400/s}]
            routes: [{to: "+", sms: [smsc]}]
            """;

    @TempDir
    private Path directory;

    @Test
    void schedulesOfOneMomentLeaveOnceEachAndLetOthersPass() throws Exception {
        Arrivals arrivals = new Arrivals();
        try (SmscSimulator smsc = new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, arrivals)) {
            smsc.start();
            String ways = WAYS.formatted(smsc.port());
            DueBurst burst = new DueBurst(SCHEDULES, 50);
            try (TestGateway gateway = TestGateway.start(directory, ways)) {
                burst.accept(gateway.http(), Instant.now().plus(Duration.ofHours(1)));
            }
            assertThat(arrivals.taken()).isZero();
            new StoredTime(directory.resolve("data/trunkline.db")).passes(Duration.ofHours(1));
            Instant moment = Instant.now();
            try (TestGateway gateway = TestGateway.start(directory, ways)) {
                DueBurst.Result result = burst.watch(gateway.http(), arrivals, moment, Duration.ofMinutes(2));

                assertThat(result.lost()).isZero();
                assertThat(result.twice()).isZero();
                assertThat(result.freshBeforeTheLast()).isGreaterThan(result.fresh() / 2);
            }
        }
    }

    private static final class Arrivals implements SimulatorListener, DueBurst.Smsc {

        private final List<DueBurst.Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onMessage(ReceivedMessage message) {
            arrivals.add(new DueBurst.Arrival(System.currentTimeMillis(), message.text()));
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // not asked for
        }

        @Override
        public int taken() {
            return arrivals.size();
        }

        @Override
        public List<DueBurst.Arrival> arrivals() {
            return List.copyOf(arrivals);
        }
    }
}
