package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPortsIT {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void givesEvenPortsOfTheRangeAndSaysWhenThereAreNoMore() {
        int first = freeRange();
        var ports = RtpPorts.range(LOOPBACK, first, first + 7, new Random(1));
        assertThat(ports.total()).isEqualTo(4);
        List<RtpSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sockets.add(opened(ports));
        }
        assertThat(sockets.stream().map(socket -> socket.local().getPort()))
                .containsExactlyInAnyOrder(first, first + 2, first + 4, first + 6);
        assertThat(ports.open())
                .isEqualTo(new RtpPorts.Opening.Exhausted("no RTP port free: 4 pairs, 0 not in use by us"));
        sockets.get(2).close();
        sockets.get(2).close();
        assertThat(ports.available()).isEqualTo(1);
        RtpSocket again = opened(ports);
        assertThat(again.local()).isEqualTo(sockets.get(2).local());
        again.close();
        sockets.forEach(RtpSocket::close);
        assertThat(ports.available()).isEqualTo(4);
    }

    @Test
    void passesOverPortsThatAnotherProgramHolds() throws IOException {
        int first = freeRange();
        var ports = RtpPorts.range(LOOPBACK, first, first + 3, new Random(1));
        try (var other = new DatagramSocket(new InetSocketAddress(LOOPBACK, first + 1))) {
            RtpSocket socket = opened(ports);
            assertThat(socket.local().getPort()).isEqualTo(first + 2);
            assertThat(ports.open()).isInstanceOf(RtpPorts.Opening.Exhausted.class);
            assertThat(other.isClosed()).isFalse();
            socket.close();
        }
        assertThat(ports.available()).isEqualTo(2);
    }

    @Test
    void doesNotGiveAPortThatHasJustBeenUsedWhileOthersAreFree() {
        int first = freeRange();
        var ports = RtpPorts.range(LOOPBACK, first, first + 7, new Random(1));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RtpSocket socket = opened(ports);
            order.add(socket.local().getPort());
            socket.close();
        }
        assertThat(order.subList(0, 4)).doesNotHaveDuplicates().isEqualTo(order.subList(4, 8));
    }

    @Test
    void givesWhateverIsFreeToTests() {
        var ports = RtpPorts.ephemeral(LOOPBACK);
        RtpSocket socket = opened(ports);
        assertThat(socket.local().getPort()).isEven();
        socket.close();
    }

    @Test
    void saysWhatIsWrongWithARange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RtpPorts.range(LOOPBACK, 80, 90, new Random()))
                .withMessage("ports '80-90': must be 1024 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RtpPorts.range(LOOPBACK, 30_001, 30_002, new Random()))
                .withMessage("ports '30001-30002': must hold an even port and the next");
    }

    private static RtpSocket opened(RtpPorts ports) {
        return ((RtpPorts.Opening.Opened) ports.open()).socket();
    }

    /** An even port with, very likely, some free ones above: below the system's own range. */
    private static int freeRange() {
        return 20_000 + 2 * new Random().nextInt(4000);
    }
}
