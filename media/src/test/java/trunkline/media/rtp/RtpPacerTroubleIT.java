package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.Fixtures;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.LevelSettings;
import trunkline.media.prompt.PromptMaker;
import trunkline.media.prompt.PromptResult;
import trunkline.media.recorder.Recording;
import trunkline.media.source.SourceLimits;

/** What the other side sends, and what goes wrong: with one stream, never with the thread. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RtpPacerTroubleIT {

    @TempDir
    Path directory;

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
    void reportsAndKeepsWhatTheOtherSideReports() throws IOException {
        try (var rtp = new DatagramSocket(new InetSocketAddress(LoopbackCalls.LOOPBACK, 0));
                var rtcp = new DatagramSocket(new InetSocketAddress(LoopbackCalls.LOOPBACK, 0))) {
            var target = RtpTarget.of(address(rtp), PayloadType.PCMU, 20).withRtcp(address(rtcp));
            RtpSocket socket = calls.opened();
            RtpStream stream = calls.started(calls.pacer().start(socket, target, LoopbackCalls.tone(30), calls.told()));
            ByteBuffer report = ByteBuffer.allocate(RtcpWriter.LENGTH_MAX);
            new RtcpWriter("peer").report(report, 99, null, new ReceptionReport(stream.ssrc(), 128, 3, 77, 16, 0, 0));
            var to =
                    new InetSocketAddress(LoopbackCalls.LOOPBACK, socket.local().getPort() + 1);
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
        try (var peer = new DatagramSocket(new InetSocketAddress(LoopbackCalls.LOOPBACK, 0));
                var stranger = new DatagramSocket(new InetSocketAddress(LoopbackCalls.LOOPBACK, 0))) {
            RtpSocket socket = calls.opened();
            RtpStream stream = calls.started(calls.pacer()
                    .start(
                            socket,
                            RtpTarget.of(address(peer), PayloadType.PCMU, 20),
                            LoopbackCalls.tone(30),
                            calls.told()));
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
        try (var gone = new DatagramSocket(new InetSocketAddress(LoopbackCalls.LOOPBACK, 0))) {
            nobody = address(gone);
        }
        RtpStream stream = calls.start(nobody, PayloadType.PCMU, 20, LoopbackCalls.tone(30));
        assertThat(calls.told().next()).isEqualTo("failed UNREACHABLE");
        assertThat(stream.stats().unreachable()).isPositive();
        await().until(() -> calls.pacer().streams() == 0);
    }

    @Test
    void playsOnWhenAPromptsFileIsCutUnderIt() throws IOException, InterruptedException {
        Path wav = Files.write(directory.resolve("a.wav"), Fixtures.wav16(1, 8000, new short[800_000]));
        Path file = directory.resolve("a.prompt");
        var maker = new PromptMaker(SourceLimits.DEFAULT, LevelSettings.UNCHANGED, System::nanoTime);
        var made = (PromptResult.Made) maker.make(wav, file, PromptMaker.Progress.NONE);
        try (Recording recording = calls.record()) {
            RtpStream stream = calls.start(recording.local(), PayloadType.PCMU, 20, made.prompt());
            await().until(() -> recording.report().packets() >= 3);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            long sent = stream.stats().packets();
            await().until(() -> stream.stats().packets() > sent + 10);
            stream.stop();
        }
    }

    @Test
    void startsNoMoreStreamsThanItsBoundAndClosesTheSocketOfTheOneTooMany() throws IOException {
        calls.close();
        calls = LoopbackCalls.open(2);
        try (Recording recording = calls.record()) {
            RtpTarget target = RtpTarget.of(recording.local(), PayloadType.PCMU, 20);
            calls.started(calls.pacer().start(calls.opened(), target, LoopbackCalls.tone(30), calls.told()));
            calls.started(calls.pacer().start(calls.opened(), target, LoopbackCalls.tone(30), calls.told()));
            RtpSocket third = calls.opened();
            assertThat(calls.pacer().start(third, target, LoopbackCalls.tone(30), calls.told()))
                    .isEqualTo(new RtpStart.NotStarted("all 2 streams are in use"));
            await().until(third::isClosed);
        }
    }

    @Test
    void startsNothingThatItHasNoAudioFor() throws IOException {
        RtpTarget target =
                RtpTarget.of(new InetSocketAddress(LoopbackCalls.LOOPBACK, 9), new PayloadType(18, "G729", 8000), 20);
        assertThat(calls.pacer().start(calls.opened(), target, LoopbackCalls.tone(1), calls.told()))
                .isEqualTo(new RtpStart.NotStarted("prompt is not kept as G729"));
    }

    @Test
    void tellsItsStreamsWhenItCloses() throws IOException, InterruptedException {
        try (Recording recording = calls.record()) {
            calls.start(recording.local(), PayloadType.PCMU, 20, LoopbackCalls.tone(30));
            await().until(() -> recording.report().packets() >= 1);
            calls.pacer().close();
            assertThat(calls.told().next()).isEqualTo("failed CLOSED");
            await().until(() -> recording.report().reports() == 1);
            RtpTarget target = RtpTarget.of(recording.local(), PayloadType.PCMU, 20);
            assertThat(calls.pacer().start(calls.opened(), target, LoopbackCalls.tone(1), calls.told()))
                    .isEqualTo(new RtpStart.NotStarted("the pacer is closed"));
        }
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }
}
