package trunkline.media.rtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.Prompt;
import trunkline.media.recorder.Recording;
import trunkline.media.recorder.RtpRecorder;
import trunkline.media.srtp.SrtpKey;
import trunkline.media.srtp.SrtpPair;
import trunkline.media.srtp.SrtpSuite;

/** All calls through one port: each still goes to its own place, and hears its own other side. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SharedPortIT {

    private static final int FIRST_PORT = 13_001;
    private static final int LAST_PORT = 16_383;

    private final LoopbackCalls.Told told = new LoopbackCalls.Told();
    private RtpPacer pacer;
    private RtpRecorder recorder;

    @BeforeEach
    void open() throws IOException {
        pacer = RtpPacer.openShared(RtpSettings.DEFAULT.withThreads(2), LoopbackCalls.LOOPBACK, FIRST_PORT, LAST_PORT);
        recorder = RtpRecorder.open(LoopbackCalls.LOOPBACK);
    }

    @AfterEach
    void close() throws IOException {
        pacer.close();
        recorder.close();
    }

    @Test
    void eachCallsPromptGoesToItsOwnPlaceBitForBit() throws IOException, InterruptedException {
        List<Recording> recordings = new ArrayList<>();
        List<RtpStream> streams = new ArrayList<>();
        Prompt prompt = LoopbackCalls.tone(0.5);
        for (int i = 0; i < 20; i++) {
            Recording recording = recorder.record(List.of(PayloadType.PCMA), Duration.ofSeconds(5));
            recordings.add(recording);
            streams.add(start(RtpTarget.of(recording.local(), PayloadType.PCMA, 20), prompt));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(told.next()).startsWith("finished");
        }
        streams.forEach(RtpStream::stop);
        short[] expected = requireNonNull(prompt.audio(Codec.PCMA)).decode();
        for (Recording recording : recordings) {
            await().until(() ->
                    recording.report().packets() == 25 && recording.report().reports() == 1);
            assertThat(recording.samples()).isEqualTo(expected);
            recording.close();
        }
        await().until(() -> pacer.streams() == 0);
    }

    @Test
    void eachCallHearsItsOwnOtherSideAlsoAfterItMoved() throws IOException {
        try (var first = Peer.open();
                var second = Peer.open();
                var third = Peer.open()) {
            RtpStream one = start(RtpTarget.of(first.address(), PayloadType.PCMU, 20), LoopbackCalls.tone(30));
            RtpStream other = start(RtpTarget.of(second.address(), PayloadType.PCMU, 20), LoopbackCalls.tone(30));
            InetSocketAddress at = first.receiveFrom();
            first.send(at, 0, 1, 160, 5, new byte[160]);
            await().until(() -> one.stats().received() == 1);
            second.send(second.receiveFrom(), 0, 1, 160, 6, new byte[160]);
            await().until(() -> other.stats().received() == 1);
            assertThat(one.stats().received()).isEqualTo(1);

            assertThat(one.redirect(RtpTarget.of(third.address(), PayloadType.PCMU, 20)))
                    .isTrue();
            third.receive(0);
            first.send(at, 0, 2, 320, 5, new byte[160]); // is nobody any more
            third.send(at, 0, 3, 480, 5, new byte[160]);
            await().until(() -> one.stats().received() == 2);
            one.stop();
            other.stop();
        }
    }

    @Test
    void protectsCallsToo() throws IOException, InterruptedException {
        SrtpKey ours = SrtpKey.random(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new Random(1));
        SrtpKey theirs = SrtpKey.random(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new Random(2));
        Prompt prompt = LoopbackCalls.tone(0.2);
        try (Recording recording = recorder.record(List.of(PayloadType.PCMU), Duration.ofSeconds(5))) {
            recording.protectedBy(ours);
            RtpStream stream = start(
                    RtpTarget.of(recording.local(), PayloadType.PCMU, 20).withSecrets(new SrtpPair(ours, theirs)),
                    prompt);
            told.next();
            stream.stop();
            await().until(() -> recording.report().packets() == 10);
            assertThat(Arrays.copyOf(recording.samples(), 1600))
                    .isEqualTo(requireNonNull(prompt.audio(Codec.PCMU)).decode());
            assertThat(recording.report().strays()).isZero();
        }
    }

    /** Netty makes the four octets of each packet's address anew, an array of 24; its loop, something for each turn. */
    @Test
    void allocatesNothingPerPacketButWhatNettyDoes() throws IOException {
        try (Recording recording = recorder.record(List.of(PayloadType.PCMU), Duration.ofMinutes(1))) {
            List<RtpStream> streams = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                streams.add(start(RtpTarget.of(recording.local(), PayloadType.PCMU, 10), LoopbackCalls.tone(30)));
            }
            await().until(() -> packets(streams) > 10_000);
            long packetsBefore = packets(streams);
            long allocatedBefore = allocatedByPacers();
            await().until(() -> packets(streams) > packetsBefore + 5_000);
            long perPacket = (allocatedByPacers() - allocatedBefore) / (packets(streams) - packetsBefore);
            assertThat(perPacket).as("octets a packet, reports included").isLessThan(48);
            streams.forEach(RtpStream::stop);
        }
    }

    @Test
    void passesOverPortsThatAreTakenAndSaysWhenAllAre() throws IOException {
        try (var others = new DatagramSocket(null)) {
            int taken = bindEven(others);
            assertThatIOException()
                    .isThrownBy(
                            () -> RtpPacer.openShared(RtpSettings.DEFAULT, LoopbackCalls.LOOPBACK, taken, taken + 1))
                    .withMessageContaining("no pair of ports to share free from " + taken + " to " + (taken + 1));
            try (var next =
                    RtpPacer.openShared(RtpSettings.DEFAULT.withThreads(1), LoopbackCalls.LOOPBACK, taken, LAST_PORT)) {
                RtpSocket socket = ((RtpPorts.Opening.Opened) next.sharedPorts().open()).socket();
                assertThat(socket.local().getPort()).isGreaterThan(taken).isEven();
                socket.close();
            }
        }
    }

    private static int bindEven(DatagramSocket socket) throws IOException {
        for (int port = FIRST_PORT + 1; port < LAST_PORT - 100; port += 2) {
            try {
                socket.bind(new InetSocketAddress(LoopbackCalls.LOOPBACK, port));
                return port;
            } catch (BindException e) {
                // the next may be free
            }
        }
        throw new IOException("no port free");
    }

    @Test
    void reportsGoWithTheAudioWhereBothShareAPort() throws IOException {
        try (var peer = Peer.open()) {
            RtpTarget target =
                    RtpTarget.of(peer.address(), PayloadType.PCMU, 20).withRtcp(peer.address());
            RtpStream stream = start(target, LoopbackCalls.tone(30));
            InetSocketAddress at = peer.receiveFrom();
            stream.stop();
            assertThat(peer.receiveReportFrom()).isEqualTo(at);
        }
    }

    private RtpStream start(RtpTarget target, Prompt prompt) {
        RtpSocket socket = ((RtpPorts.Opening.Opened) pacer.sharedPorts().open()).socket();
        RtpStart start = pacer.start(socket, target, prompt, told);
        assertThat(start).isInstanceOf(RtpStart.Started.class);
        return ((RtpStart.Started) start).stream();
    }

    private static long packets(List<RtpStream> streams) {
        return streams.stream().mapToLong(stream -> stream.stats().packets()).sum();
    }

    private static long allocatedByPacers() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("media-rtp-pacer"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
