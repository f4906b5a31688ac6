package trunkline.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import trunkline.sip.trunk.Transport;

class SickTargetsTest {

    private static final Target A = target(1);
    private static final Target B = target(2);
    private static final Target C = target(3);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final SickTargets sick = new SickTargets(now::get);

    private static Target target(int port) {
        return new Target(Transport.UDP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "x");
    }

    @Test
    void putsThoseThatHaveFailedLastInTheirOrder() {
        sick.failed(B, 100);
        sick.failed(A, 100);
        assertThat(sick.wellFirst(List.of(A, B, C))).containsExactly(C, A, B);
    }

    @Test
    void forgetsAFailureInTime() {
        sick.failed(A, 100);
        now.addAndGet(99);
        assertThat(sick.wellFirst(List.of(A, B))).containsExactly(B, A);
        now.addAndGet(1);
        assertThat(sick.wellFirst(List.of(A, B))).containsExactly(A, B);
    }

    @Test
    void forgetsAFailureWhenTheTargetAnswers() {
        sick.failed(A, 100);
        sick.recovered(A);
        assertThat(sick.wellFirst(List.of(A, B))).containsExactly(A, B);
    }

    @Test
    void remembersNoMoreThanItsBound() {
        sick.failed(A, 1000);
        for (int port = 100; port < 356; port++) {
            sick.failed(target(port), 1000);
        }
        assertThat(sick.wellFirst(List.of(A, target(355), B))).containsExactly(A, B, target(355));
    }
}
