package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.dtmf.Key;

/** Keys in both directions, as events and as tones. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RtpKeysIT {

    private static final int EVENT = 101;
    private static final int PEER_SSRC = 5;

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
    void pressesKeysWhileThePromptWaits() throws IOException {
        RtpStream stream = start(calls.opened(), true, StreamSettings.DEFAULT);
        ByteBuffer last = peer.receive(0);
        assertThat(stream.press(Key.DIGIT_7)).isTrue();
        List<ByteBuffer> events = new ArrayList<>();
        ByteBuffer packet = peer.receive();
        while (RtpHeader.payloadType(packet) == 0 && events.isEmpty()) {
            last = packet;
            packet = peer.receive();
        }
        while (RtpHeader.payloadType(packet) == EVENT) {
            events.add(packet);
            packet = peer.receive();
        }
        assertThat(events).hasSize(7);
        ByteBuffer first = events.get(0);
        assertThat(RtpHeader.timestamp(first)).isEqualTo(RtpHeader.timestamp(last) + 160);
        for (int i = 0; i < 7; i++) {
            ByteBuffer event = events.get(i);
            assertThat(event.limit()).isEqualTo(16);
            assertThat(RtpHeader.sequenceNumber(event)).isEqualTo((RtpHeader.sequenceNumber(last) + 1 + i) & 0xFFFF);
            assertThat(RtpHeader.timestamp(event)).isEqualTo(RtpHeader.timestamp(first));
            assertThat(event.get(1) < 0).as("marker").isEqualTo(i == 0);
            assertThat(event.getInt(12)).isEqualTo(7 << 24 | (i < 4 ? 10 : 0x8A) << 16 | 160 * Math.min(i + 1, 5));
        }
        // 7 packets and a gap of 4 later, the prompt goes on where it was
        assertThat(RtpHeader.timestamp(packet)).isEqualTo(RtpHeader.timestamp(first) + 11 * 160);
        assertThat(packet.get(1) < 0).as("marker").isTrue();
        assertThat(RtpHeader.sequenceNumber(packet)).isEqualTo((RtpHeader.sequenceNumber(first) + 7) & 0xFFFF);
        stream.stop();
    }

    @Test
    void pressesNoKeyWhereTheOtherSideKnowsNone() throws IOException {
        RtpStream stream = start(calls.opened(), false, StreamSettings.DEFAULT);
        assertThat(stream.press(Key.DIGIT_1)).isFalse();
        stream.stop();
    }

    @Test
    void hearsEachKeyOnce() throws IOException, InterruptedException {
        RtpSocket socket = calls.opened();
        RtpStream stream = start(socket, true, StreamSettings.DEFAULT);
        peer.receive(0);
        for (int key = 0; key < 3; key++) {
            for (int i = 1; i <= 8; i++) {
                peer.send(
                        socket.local(),
                        EVENT,
                        8 * key + i,
                        1600 * key,
                        PEER_SSRC,
                        (byte) key,
                        (byte) (i < 6 ? 10 : 0x8A),
                        (byte) 0,
                        (byte) Math.min(160 * i, 255));
            }
        }
        assertThat(calls.told().next()).isEqualTo("key 0");
        assertThat(calls.told().next()).isEqualTo("key 1");
        assertThat(calls.told().next()).isEqualTo("key 2");
        await().until(() -> stream.stats().received() == 24);
        assertThat(calls.told().events()).isEmpty();
        stream.stop();
    }

    @Test
    void hearsKeysInTheAudioIfToldToAndTheOtherSideKnowsNoEvents() throws IOException, InterruptedException {
        for (Codec codec : List.of(Codec.PCMU, Codec.PCMA, Codec.G722)) {
            RtpSocket socket = calls.opened();
            RtpStream stream = start(socket, false, new StreamSettings(Duration.ZERO, false, true, false));
            peer.receive(0);
            byte[] audio = tones(Key.POUND, codec);
            for (int i = 0; i < 10; i++) {
                byte[] payload = Arrays.copyOfRange(audio, 160 * i, 160 * i + 160);
                peer.send(socket.local(), codec.payloadType().number(), i, 160 * i, PEER_SSRC, payload);
            }
            assertThat(calls.told().next()).isEqualTo("key #");
            stream.stop();
        }
    }

    @Test
    void tellsOfABeepInTheAudioWhereItIsAskedTo() throws IOException, InterruptedException {
        for (Codec codec : List.of(Codec.PCMU, Codec.G722)) {
            RtpSocket socket = calls.opened();
            RtpStream stream = start(socket, true, new StreamSettings(Duration.ZERO, false, false, true));
            peer.receive(0);
            byte[] audio = beepAndQuiet(codec);
            for (int i = 0; i < audio.length / 160; i++) {
                byte[] payload = Arrays.copyOfRange(audio, 160 * i, 160 * i + 160);
                peer.send(socket.local(), codec.payloadType().number(), i, 160 * i, PEER_SSRC, payload);
            }
            assertThat(calls.told().next()).isEqualTo("heard BEEP");
            stream.stop();
        }
    }

    @Test
    void floodsOfKeysDoNotHoldUpOthers() throws IOException {
        RtpSocket socket = calls.opened();
        RtpStream stream = start(socket, true, StreamSettings.DEFAULT);
        peer.receive(0);
        for (int i = 0; i < 5000; i++) {
            peer.send(socket.local(), EVENT, i, 800 * i, PEER_SSRC, (byte) 1, (byte) 0x8A, (byte) 3, (byte) 0x20);
        }
        await().until(() -> stream.stats().received() > 0);
        long sent = stream.stats().packets();
        await().until(() -> stream.stats().packets() > sent + 10);
        stream.stop();
    }

    private RtpStream start(RtpSocket socket, boolean events, StreamSettings settings) {
        RtpTarget target = RtpTarget.of(peer.address(), PayloadType.PCMU, 20)
                .withKeys(events ? PayloadType.telephoneEvent(EVENT) : null);
        return calls.started(calls.pacer().start(socket, target, LoopbackCalls.tone(30), settings, calls.told()));
    }

    /** Half a second of 1 kHz, and as much silence. */
    private static byte[] beepAndQuiet(Codec codec) {
        int rate = codec.sampleRate();
        short[] samples = new short[rate];
        for (int i = 0; i < rate / 2; i++) {
            samples[i] = (short) (4000 * Math.sin(2 * Math.PI * 1000 * i / rate));
        }
        byte[] octets = new byte[8000];
        codec.encoder().encode(samples, 0, samples.length, octets, 0);
        return octets;
    }

    private static byte[] tones(Key key, Codec codec) {
        int rate = codec.sampleRate();
        short[] samples = new short[rate / 5];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (4000 * Math.sin(2 * Math.PI * key.rowHertz() * i / rate)
                    + 4000 * Math.sin(2 * Math.PI * key.columnHertz() * i / rate));
        }
        byte[] octets = new byte[1600];
        codec.encoder().encode(samples, 0, samples.length, octets, 0);
        return octets;
    }
}
