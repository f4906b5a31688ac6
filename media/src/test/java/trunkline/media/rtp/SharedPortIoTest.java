package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.media.codec.PayloadType;

/** One turn after the other, as the pacing thread takes them: what leaves, what is read. */
class SharedPortIoTest {

    private static final int FIRST_PORT = 12_001;
    private static final int LAST_PORT = 12_999;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final SharedPortIo io = new SharedPortIo(LoopbackCalls.LOOPBACK, FIRST_PORT, LAST_PORT, System::nanoTime);

    @BeforeEach
    void begin() throws IOException {
        io.begin();
    }

    @AfterEach
    void end() {
        io.end();
    }

    @Test
    void whoIsSentToIsHeardFromThenOnAndNobodyElse() throws IOException {
        try (var first = Peer.open();
                var third = Peer.open()) {
            RtpTarget before = RtpTarget.of(first.address(), PayloadType.PCMU, 20);
            RtpTarget after = RtpTarget.of(third.address(), PayloadType.PCMU, 20);
            RtpStream stream =
                    new RtpStream(7, before, LoopbackCalls.tone(1), new LoopbackCalls.Told(), new StreamEvents(8));
            SharedSocket socket = io.socket();
            socket.aim(before, false);
            io.listen(socket, new StreamInbound(stream, StreamSettings.DEFAULT, new NtpTime(0, 0)));
            io.flush();
            first.send(io.local(), 0, 1, 160, 5, new byte[160]);
            io.rest(REST_NANOS);
            assertThat(stream.stats().received()).isEqualTo(1);

            assertThat(stream.redirect(after)).isTrue();
            socket.aim(after, false);
            io.flush();
            first.send(io.local(), 0, 2, 320, 5, new byte[160]);
            io.rest(REST_NANOS);
            assertThat(stream.stats().received())
                    .as("of who is nobody any more")
                    .isEqualTo(1);
            third.send(io.local(), 0, 3, 480, 5, new byte[160]);
            io.rest(REST_NANOS);
            assertThat(stream.stats().received()).isEqualTo(2);
            socket.close();
        }
    }
}
