package trunkline.media.rtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.Fixtures;
import trunkline.media.Tone;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.LevelSettings;
import trunkline.media.prompt.Prompt;
import trunkline.media.prompt.PromptAudio;
import trunkline.media.prompt.PromptMaker;
import trunkline.media.prompt.PromptResult;
import trunkline.media.recorder.Recording;
import trunkline.media.recorder.RtpRecorder;
import trunkline.media.source.SourceLimits;

/** Streams on loopback, heard by the recorder, which shares no code with them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RtpPacerIT {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final List<PayloadType> TYPES = List.of(PayloadType.PCMU, PayloadType.PCMA);

    @TempDir
    Path directory;

    private final RtpPorts ports = RtpPorts.ephemeral(LOOPBACK);
    private final Told told = new Told();
    private RtpPacer pacer;
    private RtpRecorder recorder;

    /** What a listener was told. */
    private record Told(BlockingQueue<String> events) implements RtpListener {
        Told() {
            this(new LinkedBlockingQueue<>());
        }

        @Override
        public void onFinished(RtpStream stream) {
            events.add("finished on " + Thread.currentThread().getName());
        }

        @Override
        public void onFailed(RtpStream stream, RtpFailure failure) {
            events.add("failed " + failure);
        }

        String next() throws InterruptedException {
            return requireNonNull(events.poll(20, TimeUnit.SECONDS), "no event within 20 s");
        }
    }

    @BeforeEach
    void open() throws IOException {
        pacer = RtpPacer.open(new RtpSettings(100, Duration.ofMillis(300)));
        recorder = RtpRecorder.open(LOOPBACK);
    }

    @AfterEach
    void close() throws IOException {
        pacer.close();
        recorder.close();
    }

    @Test
    void playsAPromptToItsLastSampleAndSaysSo() throws IOException, InterruptedException {
        Prompt prompt = tone(0.5);
        for (PayloadType type : TYPES) {
            try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
                RtpStream stream = start(recording.local(), type, 20, prompt);
                assertThat(told.next()).isEqualTo("finished on media-rtp-events");
                assertThat(stream.stats().packets()).isEqualTo(25);
                assertThat(stream.stats().playedMillis()).isEqualTo(500);
                stream.stop();
                await().until(() -> recording.report().packets() == 25);
                assertThat(recording.samples()).isEqualTo(decoded(prompt, type, 0, 4000));
                assertThat(recording.report().markers()).isEqualTo(1);
                assertThat(recording.report().lost()).isZero();
            }
        }
    }

    @Test
    void cutsAnyPacketLengthFromOnePrompt() throws IOException, InterruptedException {
        Prompt prompt = tone(0.25);
        for (int ptime : new int[] {10, 30, 40, 60}) {
            try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
                RtpStream stream = start(recording.local(), PayloadType.PCMA, ptime, prompt);
                told.next();
                stream.stop();
                int packets = (250 + ptime - 1) / ptime;
                await().until(() -> recording.report().packets() == packets);
                short[] expected = decoded(prompt, PayloadType.PCMA, 0, packets * ptime * 8);
                assertThat(recording.samples()).isEqualTo(expected);
            }
        }
    }

    @Test
    void holdsAndGoesOnWhereItStoppedWithTimestampsInStepWithTime() throws IOException, InterruptedException {
        Prompt prompt = tone(0.6);
        try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
            RtpStream stream = start(recording.local(), PayloadType.PCMU, 20, prompt);
            await().until(() -> stream.stats().packets() >= 5);
            stream.pause();
            var last = new AtomicLong();
            await().during(Duration.ofMillis(200)).until(() -> {
                long now = stream.stats().packets();
                return last.getAndSet(now) == now;
            });
            long before = last.get();
            stream.resume();
            told.next();
            stream.stop();
            await().until(() -> recording.report().packets() == 30);
            assertThat(recording.report().markers()).isEqualTo(2);
            assertThat(recording.report().lost()).isZero();
            assertThat(recording.report().audio()).isBetween(Duration.ofMillis(860), Duration.ofMillis(4000));
            int gap = recording.samples().length - 4800;
            short[] expected = decoded(prompt, PayloadType.PCMU, 0, 4800);
            int split = (int) before * 160;
            assertThat(Arrays.copyOf(recording.samples(), split)).isEqualTo(Arrays.copyOf(expected, split));
            assertThat(Arrays.copyOfRange(recording.samples(), split + gap, recording.samples().length))
                    .isEqualTo(Arrays.copyOfRange(expected, split, expected.length));
        }
    }

    @Test
    void goesOnInAnotherCodecAtAnotherPlaceWhenRedirected() throws IOException, InterruptedException {
        Prompt prompt = tone(0.5);
        try (Recording first = recorder.record(TYPES, Duration.ofMinutes(1));
                Recording second = recorder.record(TYPES, Duration.ofMinutes(1))) {
            RtpStream stream = start(first.local(), PayloadType.PCMU, 20, prompt);
            await().until(() -> first.report().packets() >= 5);
            assertThat(stream.redirect(RtpTarget.of(second.local(), PayloadType.G722, 20)))
                    .isFalse();
            assertThat(stream.redirect(RtpTarget.of(second.local(), PayloadType.PCMA, 20)))
                    .isTrue();
            told.next();
            stream.stop();
            await().until(() -> first.report().packets() + second.report().packets() == 25);
            int split = (int) first.report().packets() * 160;
            assertThat(first.samples()).isEqualTo(decoded(prompt, PayloadType.PCMU, 0, split));
            assertThat(second.samples()).isEqualTo(decoded(prompt, PayloadType.PCMA, split, 4000 - split));
        }
    }

    @Test
    void playsAnotherPromptOnTheSameStream() throws IOException, InterruptedException {
        try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
            RtpStream stream = start(recording.local(), PayloadType.PCMA, 20, tone(0.1));
            told.next();
            stream.play(tone(0.2));
            told.next();
            stream.stop();
            await().until(() -> recording.report().packets() == 15);
            assertThat(recording.report().lost()).isZero();
            assertThat(recording.report().markers()).isEqualTo(2);
        }
    }

    @Test
    void sendsNothingMoreOnceStoppedButAGoodbyeAndFreesThePorts() throws IOException {
        int first = 20_000 + 2 * new Random().nextInt(4000);
        var range = RtpPorts.range(LOOPBACK, first, first + 1, new Random(1));
        try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
            RtpSocket socket = ((RtpPorts.Opening.Opened) range.open()).socket();
            RtpTarget target = RtpTarget.of(recording.local(), PayloadType.PCMU, 20);
            RtpStream stream = started(pacer.start(socket, target, tone(30), told));
            await().until(() -> recording.report().packets() >= 3);
            stream.stop();
            await().until(() -> range.available() == 1);
            long sent = stream.stats().packets();
            await().until(() -> recording.report().packets() == sent);
            assertThat(recording.report().reports()).isEqualTo(1);
            assertThat(pacer.streams()).isZero();
            assertThat(told.events()).isEmpty();
            // free at once, for the next call
            ((RtpPorts.Opening.Opened) range.open()).socket().close();
        }
    }

    @Test
    void reportsAndKeepsWhatTheOtherSideReports() throws IOException {
        try (var rtp = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
                var rtcp = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            var target = new RtpTarget(address(rtp), address(rtcp), PayloadType.PCMU, 20);
            RtpSocket socket = opened();
            RtpStream stream = started(pacer.start(socket, target, tone(30), told));
            ByteBuffer report = ByteBuffer.allocate(RtcpWriter.LENGTH_MAX);
            new RtcpWriter("peer").report(report, 99, null, new ReceptionReport(stream.ssrc(), 128, 3, 77, 16, 0, 0));
            var to = new InetSocketAddress(LOOPBACK, socket.local().getPort() + 1);
            await().until(() -> {
                rtcp.send(new DatagramPacket(report.array(), report.position(), to));
                return stream.stats().peer() != null;
            });
            assertThat(stream.stats().peer()).isEqualTo(new PeerReport(50, 3, 2000, -1));
            stream.stop();
        }
    }

    @Test
    void countsWhatTheNegotiatedPeerSendsAndHearsNobodyElse() throws IOException {
        try (var peer = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
                var stranger = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            RtpSocket socket = opened();
            RtpStream stream =
                    started(pacer.start(socket, RtpTarget.of(address(peer), PayloadType.PCMU, 20), tone(30), told));
            ByteBuffer packet = ByteBuffer.allocate(172);
            for (int n = 0; n < 10; n++) {
                RtpHeader.write(packet, false, 0, n, n * 160, 5);
                stranger.send(new DatagramPacket(packet.array(), 172, socket.local()));
                if (n != 4) {
                    peer.send(new DatagramPacket(packet.array(), 172, socket.local()));
                }
            }
            peer.send(new DatagramPacket(new byte[5], 5, socket.local()));
            await().until(() -> stream.stats().strays() == 1);
            assertThat(stream.stats().received()).isEqualTo(9);
            assertThat(stream.stats().receivedLost()).isEqualTo(1);
            stream.stop();
        }
    }

    @Test
    void failsWhenNobodyListensForLongButNotAtOnce() throws IOException, InterruptedException {
        InetSocketAddress nobody;
        try (var gone = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            nobody = address(gone);
        }
        RtpStream stream = start(nobody, PayloadType.PCMU, 20, tone(30));
        assertThat(told.next()).isEqualTo("failed UNREACHABLE");
        assertThat(stream.stats().unreachable()).isPositive();
        await().until(() -> pacer.streams() == 0);
    }

    @Test
    void losesOneStreamAndNoOtherWhenAPromptsFileIsCutUnderIt() throws IOException, InterruptedException {
        Path wav = Files.write(directory.resolve("a.wav"), Fixtures.wav16(1, 8000, new short[800_000]));
        Path file = directory.resolve("a.prompt");
        var maker = new PromptMaker(SourceLimits.DEFAULT, LevelSettings.UNCHANGED, System::nanoTime);
        var made = (PromptResult.Made) maker.make(wav, file, PromptMaker.Progress.NONE);
        try (Recording doomed = recorder.record(TYPES, Duration.ofMinutes(1));
                Recording other = recorder.record(TYPES, Duration.ofMinutes(1))) {
            start(doomed.local(), PayloadType.PCMU, 20, made.prompt());
            RtpStream sound = start(other.local(), PayloadType.PCMU, 20, tone(30));
            await().until(() -> doomed.report().packets() >= 3);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            assertThat(told.next()).isEqualTo("failed PROMPT_LOST");
            long sent = sound.stats().packets();
            await().until(() -> sound.stats().packets() > sent + 10);
            assertThat(pacer.streams()).isEqualTo(1);
        }
    }

    @Test
    void startsNoMoreStreamsThanItsBoundAndClosesTheSocketOfTheOneTooMany() throws IOException {
        pacer.close();
        pacer = RtpPacer.open(new RtpSettings(2, Duration.ofSeconds(5)));
        try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
            RtpTarget target = RtpTarget.of(recording.local(), PayloadType.PCMU, 20);
            started(pacer.start(opened(), target, tone(30), told));
            started(pacer.start(opened(), target, tone(30), told));
            RtpSocket third = opened();
            assertThat(pacer.start(third, target, tone(30), told))
                    .isEqualTo(new RtpStart.NotStarted("all 2 streams are in use"));
            await().until(third::isClosed);
        }
    }

    @Test
    void startsNothingThatItHasNoAudioFor() throws IOException {
        RtpTarget target = RtpTarget.of(new InetSocketAddress(LOOPBACK, 9), PayloadType.G722, 20);
        assertThat(pacer.start(opened(), target, tone(1), told))
                .isEqualTo(new RtpStart.NotStarted("prompt is not kept as G722"));
    }

    @Test
    void tellsItsStreamsWhenItCloses() throws IOException, InterruptedException {
        try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
            start(recording.local(), PayloadType.PCMU, 20, tone(30));
            await().until(() -> recording.report().packets() >= 1);
            pacer.close();
            assertThat(told.next()).isEqualTo("failed CLOSED");
            await().until(() -> recording.report().reports() == 1);
            RtpTarget target = RtpTarget.of(recording.local(), PayloadType.PCMU, 20);
            assertThat(pacer.start(opened(), target, tone(1), told))
                    .isEqualTo(new RtpStart.NotStarted("the pacer is closed"));
        }
    }

    @Test
    void allocatesNothingPerPacket() throws IOException {
        try (Recording recording = recorder.record(TYPES, Duration.ofMinutes(1))) {
            List<RtpStream> streams = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                streams.add(start(recording.local(), PayloadType.PCMU, 10, tone(30)));
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
        long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("media-rtp-pacer"))
                .findFirst()
                .orElseThrow()
                .getId();
        return threads.getThreadAllocatedBytes(id);
    }

    private RtpStream start(InetSocketAddress remote, PayloadType type, int ptimeMillis, Prompt prompt) {
        return started(pacer.start(opened(), RtpTarget.of(remote, type, ptimeMillis), prompt, told));
    }

    private static RtpStream started(RtpStart start) {
        assertThat(start).isInstanceOf(RtpStart.Started.class);
        return ((RtpStart.Started) start).stream();
    }

    private RtpSocket opened() {
        return ((RtpPorts.Opening.Opened) ports.open()).socket();
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static Prompt tone(double seconds) {
        return Prompt.ofSamples(new Tone(440, 8000).shorts(0.5, seconds));
    }

    /** What a callee shall hear of {@code prompt}: silence after its end. */
    private static short[] decoded(Prompt prompt, PayloadType type, int from, int samples) {
        Codec codec = requireNonNull(Codec.of(type));
        PromptAudio audio = requireNonNull(prompt.audio(codec));
        ByteBuffer octets = ByteBuffer.allocate(samples);
        audio.copy(from, samples, octets, 0);
        short[] heard = new short[samples];
        codec.decode(octets.array(), 0, samples, heard, 0);
        return heard;
    }
}
