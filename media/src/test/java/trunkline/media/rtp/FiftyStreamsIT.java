package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.media.RtpSink;
import trunkline.media.Tone;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.Prompt;

/** Fifty calls at once to a receiver that nobody here wrote for it. Its timing figures are printed, not judged. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FiftyStreamsIT {

    private static final Logger LOGGER = LoggerFactory.getLogger(FiftyStreamsIT.class);
    private static final int STREAMS = 50;
    private static final int SECONDS = 4;

    @TempDir
    Path directory;

    private record Finished(CountDownLatch latch) implements RtpListener {
        @Override
        public void onFinished(RtpStream stream) {
            latch.countDown();
            stream.stop();
        }

        @Override
        public void onFailed(RtpStream stream, RtpFailure failure) {
            LOGGER.atError().addKeyValue("failure", failure).log("stream failed");
        }
    }

    @Test
    void arriveWholeAndInOrder() throws IOException, InterruptedException {
        var finished = new Finished(new CountDownLatch(STREAMS));
        var prompt = Prompt.ofSamples(new Tone(440, 8000).shorts(0.5, SECONDS));
        var ports = RtpPorts.ephemeral(InetAddress.getLoopbackAddress());
        try (var sink = RtpSink.start(directory);
                var pacer = RtpPacer.open(RtpSettings.DEFAULT)) {
            var target = RtpTarget.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), sink.port()), PayloadType.PCMU, 20);
            for (int i = 0; i < STREAMS; i++) {
                RtpSocket socket = ((RtpPorts.Opening.Opened) ports.open()).socket();
                assertThat(pacer.start(socket, target, prompt, finished)).isInstanceOf(RtpStart.Started.class);
            }
            assertThat(finished.latch().await(60, TimeUnit.SECONDS)).isTrue();
            sink.finish();
            LOGGER.atInfo()
                    .addKeyValue("p50Millis", sink.figure("dev_p50_ms"))
                    .addKeyValue("p99Millis", sink.figure("dev_p99_ms"))
                    .addKeyValue("maxMillis", sink.figure("dev_max_ms"))
                    .log("deviation from 20 ms, 50 streams");
            assertThat(sink.figure("flows")).isEqualTo(STREAMS);
            assertThat(sink.figure("sink_dropped")).isZero();
            assertThat(sink.figure("lost")).isZero();
            assertThat(sink.figure("dup")).isZero();
            assertThat(sink.figure("reordered")).isZero();
            assertThat(sink.figure("ts_odd")).isZero();
            assertThat(sink.figure("bad_size")).isZero();
            assertThat(sink.figure("pkts_per_flow_min")).isEqualTo(SECONDS * 50.0);
            assertThat(sink.figure("pkts_per_flow_max")).isEqualTo(SECONDS * 50.0);
        }
    }
}
