package trunkline.sip.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that nobody has closed, and that lead nowhere. */
@Timeout(60)
class StreamsTest {

    /** What the peer's system does not take within twice {@code connect} is lost. */
    private static final StreamLimits LIMITS = new StreamLimits(
            10, 16 * 1024, 1 << 20, Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(30));

    private static final byte[] OPTIONS = "OPTIONS sip:x SIP/2.0\r\n".getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<String> lost = new LinkedBlockingQueue<>();
    private final Streams streams = new Streams(
            InetAddress.getLoopbackAddress(),
            LIMITS,
            new StreamListener() {
                @Override
                public void onMessage(StreamPeer from, byte[] message) {}

                @Override
                public void onSending(StreamPeer to, byte[] message) {}

                @Override
                public void onLost(StreamPeer peer, String cause) {
                    lost.add(cause);
                }
            },
            address -> true);

    @AfterEach
    void close() {
        streams.close();
    }

    /** As a peer whose machine is gone: nothing says that the connection has ended, and nothing takes what is sent. */
    @Test
    void aConnectionOverWhichNothingArrivesEndsAndTheNextMessageOpensAnother() throws Exception {
        assumeTrue(Epoll.isAvailable(), "the time limit on acknowledgements is Linux's");
        try (ServerSocket listening = new ServerSocket()) {
            listening.setReceiveBufferSize(2048);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            StreamPeer peer = new StreamPeer((InetSocketAddress) listening.getLocalSocketAddress(), null);
            for (int i = 0; i < 50; i++) {
                streams.send(peer, new byte[16 * 1024]);
            }
            try (Socket deaf = listening.accept()) {
                assertThat(lost.poll(30, SECONDS)).as("why it ended").isNotNull();
                assertThat(deaf.isClosed()).as("by the peer").isFalse();
                assertThat(streams.size()).isZero();

                streams.send(peer, OPTIONS);
                try (Socket next = listening.accept()) {
                    assertThat(next.getInputStream().readNBytes(OPTIONS.length)).isEqualTo(OPTIONS);
                }
            }
        }
    }
}
