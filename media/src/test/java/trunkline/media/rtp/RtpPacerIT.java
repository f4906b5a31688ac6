package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.Prompt;
import trunkline.media.recorder.Recording;

/** What is played is heard, however long the packets, wherever they go, with whatever in between. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RtpPacerIT {

    private LoopbackCalls calls;

    @BeforeEach
    void open() throws IOException {
        calls = LoopbackCalls.open(100);
    }

    @AfterEach
    void close() throws IOException {
        calls.close();
    }

    @Test
    void sendsNothingAtAllWhileTheOtherSideHasNoAddressAndGoesOnAfterIt() throws IOException, InterruptedException {
        try (Recording recording = calls.record()) {
            RtpTarget place = RtpTarget.of(recording.local(), PayloadType.PCMU, 20);
            RtpTarget nowhere = RtpTarget.of(new InetSocketAddress("0.0.0.0", 40_000), PayloadType.PCMU, 20);
            RtpStream stream =
                    calls.started(calls.pacer().start(calls.opened(), nowhere, LoopbackCalls.tone(0.5), calls.told()));
            await().during(Duration.ofMillis(200)).until(() -> stream.stats().packets() == 0);
            assertThat(stream.redirect(place)).isTrue();
            calls.told().next();
            stream.stop();
            await().until(() -> recording.report().packets() == 25);
            assertThat(recording.report().markers()).isEqualTo(1);
        }
    }

    @Test
    void playsAPromptToItsLastSampleAndSaysSo() throws IOException, InterruptedException {
        Prompt prompt = LoopbackCalls.tone(0.5);
        for (PayloadType type : LoopbackCalls.TYPES) {
            try (Recording recording = calls.record()) {
                RtpStream stream = calls.start(recording.local(), type, 20, prompt);
                assertThat(calls.told().next()).isEqualTo("finished on media-rtp-events");
                assertThat(stream.stats().packets()).isEqualTo(25);
                assertThat(stream.stats().playedMillis()).isEqualTo(500);
                stream.stop();
                await().until(() -> recording.report().packets() == 25);
                assertThat(recording.samples()).isEqualTo(LoopbackCalls.decoded(prompt, type, 0, 4000));
                assertThat(recording.report().markers()).isEqualTo(1);
                assertThat(recording.report().lost()).isZero();
            }
        }
    }

    @Test
    void cutsAnyPacketLengthFromOnePrompt() throws IOException, InterruptedException {
        Prompt prompt = LoopbackCalls.tone(0.25);
        for (int ptime : new int[] {10, 30, 40, 60}) {
            try (Recording recording = calls.record()) {
                RtpStream stream = calls.start(recording.local(), PayloadType.PCMA, ptime, prompt);
                calls.told().next();
                stream.stop();
                int packets = (250 + ptime - 1) / ptime;
                await().until(() -> recording.report().packets() == packets);
                short[] expected = LoopbackCalls.decoded(prompt, PayloadType.PCMA, 0, packets * ptime * 8);
                assertThat(recording.samples()).isEqualTo(expected);
            }
        }
    }

    @Test
    void holdsAndGoesOnWhereItStoppedWithTimestampsInStepWithTime() throws IOException, InterruptedException {
        Prompt prompt = LoopbackCalls.tone(0.6);
        try (Recording recording = calls.record()) {
            RtpStream stream = calls.start(recording.local(), PayloadType.PCMU, 20, prompt);
            await().until(() -> stream.stats().packets() >= 5);
            stream.pause();
            var last = new AtomicLong();
            await().during(Duration.ofMillis(200)).until(() -> {
                long now = stream.stats().packets();
                return last.getAndSet(now) == now;
            });
            long before = last.get();
            stream.resume();
            calls.told().next();
            stream.stop();
            await().until(() -> recording.report().packets() == 30);
            assertThat(recording.report().markers()).isEqualTo(2);
            assertThat(recording.report().lost()).isZero();
            assertThat(recording.report().audio()).isBetween(Duration.ofMillis(860), Duration.ofMillis(4000));
            int gap = recording.samples().length - 4800;
            short[] expected = LoopbackCalls.decoded(prompt, PayloadType.PCMU, 0, 4800);
            int split = (int) before * 160;
            assertThat(Arrays.copyOf(recording.samples(), split)).isEqualTo(Arrays.copyOf(expected, split));
            assertThat(Arrays.copyOfRange(recording.samples(), split + gap, recording.samples().length))
                    .isEqualTo(Arrays.copyOfRange(expected, split, expected.length));
        }
    }

    @Test
    void goesOnInAnotherCodecAtAnotherPlaceWhenRedirected() throws IOException, InterruptedException {
        Prompt prompt = LoopbackCalls.tone(0.5);
        try (Recording first = calls.record();
                Recording second = calls.record()) {
            RtpStream stream = calls.start(first.local(), PayloadType.PCMU, 20, prompt);
            await().until(() -> first.report().packets() >= 5);
            assertThat(stream.redirect(RtpTarget.of(second.local(), new PayloadType(18, "G729", 8000), 20)))
                    .isFalse();
            assertThat(stream.redirect(RtpTarget.of(second.local(), PayloadType.PCMA, 20)))
                    .isTrue();
            calls.told().next();
            stream.stop();
            await().until(() -> first.report().packets() + second.report().packets() == 25);
            int split = (int) first.report().packets() * 160;
            assertThat(first.samples()).isEqualTo(LoopbackCalls.decoded(prompt, PayloadType.PCMU, 0, split));
            assertThat(second.samples())
                    .isEqualTo(LoopbackCalls.decoded(prompt, PayloadType.PCMA, split, 4000 - split));
        }
    }

    @Test
    void playsAnotherPromptOnTheSameStream() throws IOException, InterruptedException {
        try (Recording recording = calls.record()) {
            RtpStream stream = calls.start(recording.local(), PayloadType.PCMA, 20, LoopbackCalls.tone(0.1));
            calls.told().next();
            stream.play(LoopbackCalls.tone(0.2));
            calls.told().next();
            stream.stop();
            await().until(() -> recording.report().packets() == 15);
            assertThat(recording.report().lost()).isZero();
            assertThat(recording.report().markers()).isEqualTo(2);
        }
    }

    @Test
    void sendsNothingMoreOnceStoppedButAGoodbyeAndFreesThePorts() throws IOException {
        int first = 20_000 + 2 * new Random().nextInt(4000);
        var range = RtpPorts.range(LoopbackCalls.LOOPBACK, first, first + 1, new Random(1));
        try (Recording recording = calls.record()) {
            RtpSocket socket = ((RtpPorts.Opening.Opened) range.open()).socket();
            RtpTarget target = RtpTarget.of(recording.local(), PayloadType.PCMU, 20);
            RtpStream stream = calls.started(calls.pacer().start(socket, target, LoopbackCalls.tone(30), calls.told()));
            await().until(() -> recording.report().packets() >= 3);
            stream.stop();
            await().until(() -> range.available() == 1);
            long sent = stream.stats().packets();
            await().until(() -> recording.report().packets() == sent);
            assertThat(recording.report().reports()).isEqualTo(1);
            assertThat(calls.pacer().streams()).isZero();
            assertThat(calls.told().events()).isEmpty();
            // free at once, for the next call
            ((RtpPorts.Opening.Opened) range.open()).socket().close();
        }
    }

    @Test
    void allocatesNothingPerPacket() throws IOException {
        try (Recording recording = calls.record()) {
            List<RtpStream> streams = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                streams.add(calls.start(recording.local(), PayloadType.PCMU, 10, LoopbackCalls.tone(30)));
            }
            // compiled, and its arrays grown
            await().until(() -> packets(streams) > 10_000);
            long packetsBefore = packets(streams);
            long allocatedBefore = allocatedByPacer();
            await().until(() -> packets(streams) > packetsBefore + 5_000);
            long perPacket = (allocatedByPacer() - allocatedBefore) / (packets(streams) - packetsBefore);
            assertThat(perPacket).as("octets a packet, reports included").isLessThan(8);
            streams.forEach(RtpStream::stop);
        }
    }

    private static long packets(List<RtpStream> streams) {
        return streams.stream().mapToLong(stream -> stream.stats().packets()).sum();
    }

    private static long allocatedByPacer() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("media-rtp-pacer"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
