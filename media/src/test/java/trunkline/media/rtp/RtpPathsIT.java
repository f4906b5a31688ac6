package trunkline.media.rtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.recorder.Recording;
import trunkline.media.srtp.SrtpKey;
import trunkline.media.srtp.SrtpOpener;
import trunkline.media.srtp.SrtpPair;
import trunkline.media.srtp.SrtpProtector;
import trunkline.media.srtp.SrtpSuite;

/** Where packets go and come from: ports learned, shared, protected; names that collide; sides that say nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RtpPathsIT {

    private static final StreamSettings LEARNING = new StreamSettings(Duration.ZERO, true, false, false);

    private LoopbackCalls calls;
    private Peer peer;

    @BeforeEach
    void open() throws IOException {
        calls = LoopbackCalls.open(10);
        peer = Peer.open();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        calls.close();
    }

    @Test
    void sendsToWhereTheOtherSideSendsFromOnceItDoes() throws IOException {
        RtpSocket socket = calls.opened();
        RtpStream stream = start(socket, target(), LEARNING);
        peer.receive(0);
        try (var behindNat = Peer.open();
                var late = Peer.open()) {
            behindNat.send(socket.local(), 0, 1, 160, 5, new byte[160]);
            assertThat(RtpHeader.ssrc(behindNat.receive(0))).isEqualTo(stream.ssrc());
            long received = stream.stats().received();
            late.send(socket.local(), 0, 2, 320, 5, new byte[160]); // learned once: nobody else is heard
            behindNat.send(socket.local(), 0, 3, 480, 5, new byte[160]);
            await().until(() -> stream.stats().received() == received + 1);
            behindNat.receive(0);
        }
        stream.stop();
    }

    @Test
    void learnsNothingFromWhatIsNoRtp() throws IOException {
        RtpSocket socket = calls.opened();
        RtpStream stream = start(socket, target(), LEARNING);
        try (var stranger = Peer.open()) {
            stranger.send(socket.local(), new byte[40], 40);
            await().until(() -> stream.stats().strays() == 1);
            long sent = stream.stats().packets();
            await().until(() -> stream.stats().packets() > sent + 3);
            peer.receive(0);
        }
        stream.stop();
    }

    @Test
    void failsWhenNothingIsHeardForLongerThanAllowed() throws IOException, InterruptedException {
        RtpSocket socket = calls.opened();
        RtpStream stream = start(socket, target(), new StreamSettings(Duration.ofMillis(1500), false, false, false));
        for (int i = 0; i < 100 && stream.stats().packets() < 100; i++) {
            peer.send(socket.local(), 0, i, 160 * i, 5, new byte[160]);
            peer.receive(0);
        }
        assertThat(calls.told().events()).isEmpty(); // two seconds of audio both ways
        assertThat(calls.told().next()).isEqualTo("failed SILENT");
    }

    @Test
    void doesNotTakeTheSilenceOfAHeldCallForAnEnd() throws IOException {
        RtpStream stream =
                start(calls.opened(), target(), new StreamSettings(Duration.ofMillis(700), false, false, false));
        stream.pause();
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> calls.told().events().isEmpty());
        stream.stop();
    }

    @Test
    void takesAnotherNameOnceWhenTheOtherSideHasTheSame() throws IOException {
        RtpSocket socket = calls.opened();
        RtpStream stream = start(socket, target(), StreamSettings.DEFAULT);
        int before = stream.ssrc();
        int sequence = RtpHeader.sequenceNumber(peer.receive(0));
        peer.send(socket.local(), 0, 1, 160, before, new byte[160]);
        await().until(() -> stream.ssrc() != before);
        int after = stream.ssrc();
        ByteBuffer packet = peer.receive(0);
        while (RtpHeader.ssrc(packet) == before) {
            sequence = RtpHeader.sequenceNumber(packet);
            packet = peer.receive(0);
        }
        assertThat(RtpHeader.ssrc(packet)).isEqualTo(after);
        assertThat(RtpHeader.sequenceNumber(packet)).isEqualTo((sequence + 1) & 0xFFFF);
        // who sends back whatever comes is no reason to change again and again
        long strays = stream.stats().strays();
        peer.send(socket.local(), 0, 2, 320, after, new byte[160]);
        await().until(() -> stream.stats().strays() > strays);
        peer.receive(0);
        assertThat(stream.ssrc()).isEqualTo(after);
        stream.stop();
    }

    @Test
    void sharesOnePortForAudioAndReportsIfAgreed() throws IOException {
        RtpSocket socket = calls.opened();
        RtpStream stream = start(socket, target().withRtcp(peer.address()), StreamSettings.DEFAULT);
        peer.receive(0);
        ByteBuffer report = ByteBuffer.allocate(RtcpWriter.LENGTH_MAX);
        new RtcpWriter("peer").report(report, 99, null, new ReceptionReport(stream.ssrc(), 0, 7, 77, 16, 0, 0));
        peer.send(socket.local(), report.array(), report.position());
        await().until(() -> stream.stats().peer() != null);
        stream.stop();
        ByteBuffer packet = peer.receive();
        while ((packet.get(1) & 0xFF) < 192) {
            packet = peer.receive();
        }
        assertThat(packet.get(1) & 0xFF).isEqualTo(RtcpWriter.SENDER_REPORT);
    }

    @ParameterizedTest
    @EnumSource
    void protectsWhatItSendsAndTakesOnlyWhatIsGenuine(SrtpSuite suite) throws IOException {
        SrtpKey ours = SrtpKey.random(suite, new Random(1));
        SrtpKey theirs = SrtpKey.random(suite, new Random(2));
        RtpSocket socket = calls.opened();
        RtpStream stream = start(
                socket,
                target().withRtcp(peer.address()).withSecrets(new SrtpPair(ours, theirs)),
                StreamSettings.DEFAULT);
        SrtpOpener opener = ours.opener();
        for (int i = 0; i < 5; i++) {
            byte[] packet = peer.receiveOctets();
            assertThat(opener.rtp(packet, packet.length)).isEqualTo(172);
        }
        SrtpProtector protector = theirs.protector();
        byte[] packet = new byte[172 + SrtpProtector.ADDED_MAX];
        RtpHeader.write(ByteBuffer.wrap(packet), false, 0, 9, 160, 5);
        peer.send(socket.local(), packet, 172); // in the clear
        int sealed = protector.rtp(packet, 172);
        peer.send(socket.local(), packet, sealed);
        peer.send(socket.local(), packet, sealed); // again
        await().until(() -> stream.stats().strays() == 2);
        assertThat(stream.stats().received()).isEqualTo(1);
        stream.stop();
        byte[] bye = peer.receiveOctets();
        while (opener.rtcp(bye, bye.length) == SrtpOpener.REFUSED) {
            bye = peer.receiveOctets();
        }
        assertThat(bye[1] & 0xFF).isEqualTo(RtcpWriter.SENDER_REPORT);
    }

    @Test
    void loopsAPromptWithoutAStepInSequenceOrTime() throws IOException, InterruptedException {
        try (Recording recording = calls.record()) {
            RtpStream stream = calls.start(recording.local(), PayloadType.PCMA, 20, LoopbackCalls.tone(0.1));
            for (int i = 0; i < 3; i++) {
                assertThat(calls.told().next()).startsWith("finished");
                stream.play(LoopbackCalls.tone(0.1));
            }
            calls.told().next();
            stream.stop();
            await().until(() -> recording.report().packets() == 20);
            assertThat(recording.report().lost()).isZero();
            assertThat(recording.samples().length % 160).isZero();
            assertThat(recording.report().markers()).isEqualTo(4);
        }
    }

    @Test
    void playsInG722WithTheClockOf8000() throws IOException, InterruptedException {
        try (Recording recording = calls.record()) {
            RtpStream stream = calls.start(recording.local(), PayloadType.G722, 20, LoopbackCalls.tone(0.2));
            calls.told().next();
            stream.stop();
            await().until(() -> recording.report().packets() == 10);
            assertThat(recording.sampleRate()).isEqualTo(16_000);
            short[] expected =
                    requireNonNull(LoopbackCalls.tone(0.2).audio(Codec.G722)).decode();
            assertThat(Arrays.copyOf(recording.samples(), expected.length)).isEqualTo(expected);
        }
    }

    private RtpTarget target() {
        return RtpTarget.of(peer.address(), PayloadType.PCMU, 20);
    }

    private RtpStream start(RtpSocket socket, RtpTarget target, StreamSettings settings) {
        return calls.started(calls.pacer().start(socket, target, LoopbackCalls.tone(30), settings, calls.told()));
    }
}
