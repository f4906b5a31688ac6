package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.CallOutcome.Kind;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

/** After many calls of every kind nothing is left. T1 is 50 ms, so 64 × T1 is 3.2 s. */
@Isolated
class ManyCallsIT {

    private static final int CALLS = 1000;
    private static final int AT_ONCE = 100;

    private final Map<Kind, LongAdder> ends = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ManyCalleesPeer peer;
    private final SipUserAgent agent;

    ManyCallsIT() throws IOException {
        peer = new ManyCalleesPeer();
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withT1(Duration.ofMillis(50)));
    }

    @BeforeEach
    void start() throws IOException {
        agent.start();
    }

    @AfterEach
    void stop() {
        agent.close();
        peer.close();
    }

    @Test
    void leavesNothingBehind() throws InterruptedException {
        long after1000 = 0;
        for (int round = 1; round <= 3; round++) {
            placeCalls(round);
            await().atMost(Duration.ofSeconds(30)).until(() -> agent.sizes().equals(TableSizes.EMPTY));
            after1000 = round == 1 ? usedHeap() : after1000;
        }
        assertThat(usedHeap() - after1000)
                .as("growth of the heap by 2000 calls, in octets")
                .isLessThan(2_000_000);
        assertThat(ended(Kind.COMPLETED)).isEqualTo(3 * CALLS * 7 / 10);
        assertThat(ended(Kind.BUSY)).isEqualTo(3 * CALLS / 10);
        assertThat(ended(Kind.UNREACHABLE)).isEqualTo(3 * CALLS / 10);
        assertThat(ended(Kind.NO_ANSWER)).isEqualTo(3 * CALLS / 10);
        assertThat(agent.drops().events()).isZero();
    }

    private void placeCalls(int round) throws InterruptedException {
        TrunkSettings trunk = TrunkSettings.of("many", peer.hostPort(), "gw.local")
                .withCredentials(Credentials.of("alice", "secret"));
        for (int i = 0; i < CALLS; i++) {
            places.acquire();
            var request = CallRequest.of(
                    new PhoneNumber("+46701234567"), new PhoneNumber("+4670" + (round * CALLS + i)), HeardCall.OFFER);
            Talk talk = new Talk(i % 10 == 4);
            talk.call = Dialling.dial(agent, trunk, request.withRing(Duration.ofSeconds(1)), talk);
            talk.hangUpIfAnswered();
        }
        places.acquire(AT_ONCE);
        places.release(AT_ONCE);
    }

    private long ended(Kind kind) {
        return ends.getOrDefault(kind, new LongAdder()).sum();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Hangs up as soon as it is answered, unless the callee does. */
    private final class Talk implements CallListener {
        private final boolean calleeHangsUp;
        private volatile @Nullable OutboundCall call;
        private volatile boolean answered;
        private boolean over;

        Talk(boolean calleeHangsUp) {
            this.calleeHangsUp = calleeHangsUp;
        }

        void hangUpIfAnswered() {
            OutboundCall current = call;
            if (answered && !calleeHangsUp && current != null) {
                current.hangUp();
            }
        }

        @Override
        public AnswerReply onAnswered(MessageBody answer) {
            answered = true;
            hangUpIfAnswered();
            return AnswerReply.accept();
        }

        @Override
        public void onEnded(CallOutcome outcome) {
            assertThat(over).isFalse();
            over = true;
            ends.computeIfAbsent(outcome.kind(), kind -> new LongAdder()).increment();
            places.release();
        }
    }
}
