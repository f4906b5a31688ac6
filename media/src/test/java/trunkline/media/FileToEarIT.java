package trunkline.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.LevelSettings;
import trunkline.media.prompt.Prompt;
import trunkline.media.prompt.PromptMaker;
import trunkline.media.prompt.PromptResult;
import trunkline.media.recorder.Recording;
import trunkline.media.recorder.RecordingReport;
import trunkline.media.recorder.RtpRecorder;
import trunkline.media.rtp.RtpFailure;
import trunkline.media.rtp.RtpListener;
import trunkline.media.rtp.RtpPacer;
import trunkline.media.rtp.RtpPorts;
import trunkline.media.rtp.RtpSettings;
import trunkline.media.rtp.RtpStart;
import trunkline.media.rtp.RtpStream;
import trunkline.media.rtp.RtpTarget;
import trunkline.media.sdp.AddressPolicy;
import trunkline.media.sdp.LocalMedia;
import trunkline.media.sdp.Negotiation;
import trunkline.media.sdp.RemoteMedia;
import trunkline.media.source.SourceLimits;

/** The whole way: an MP3 becomes a prompt, SDP finds codec and place, packets carry it, the callee keeps a WAV of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FileToEarIT {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final List<PayloadType> ALL = List.of(PayloadType.PCMU, PayloadType.PCMA, PayloadType.G722);

    @TempDir
    Path directory;

    private record Played(CountDownLatch latch) implements RtpListener {
        @Override
        public void onFinished(RtpStream stream) {
            stream.stop();
            latch.countDown();
        }

        @Override
        public void onFailed(RtpStream stream, RtpFailure failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void theCalleeHearsThePromptBitForBit() throws IOException, URISyntaxException, InterruptedException {
        Prompt prompt = prompt("speech-44100-1.mp3", LevelSettings.DEFAULT);
        for (PayloadType type : ALL) {
            float[] heard = call(prompt, type);
            short[] sent = decoded(prompt, type);
            assertThat(heard).hasSizeGreaterThanOrEqualTo(sent.length);
            for (int i = 0; i < sent.length; i++) {
                assertThat(heard[i] * 32_768).isEqualTo(sent[i]);
            }
        }
    }

    @Test
    void tonesComeThroughCleanAndOthersNotAtAll() throws IOException, URISyntaxException, InterruptedException {
        float[] heard = call(prompt("tones-44100.mp3", LevelSettings.UNCHANGED), PayloadType.PCMA);
        double[] hertz = {300, 1000, 2000, 3000, 3400};
        for (int i = 0; i < hertz.length; i++) {
            int from = i * 2000 + 500;
            var tone = new Tone(hertz[i], 8000);
            // what A-law itself keeps of a tone, whose samples here are always the same few
            assertThat(tone.sinad(heard, from, from + 1000))
                    .as("%.0f Hz", hertz[i])
                    .isGreaterThan(33);
            assertThat(Tone.decibels(tone.amplitude(heard, from, from + 1000) / 0.5))
                    .as("%.0f Hz", hertz[i])
                    .isBetween(-0.7, 0.3);
        }
        for (int i = 5; i < 8; i++) {
            int from = i * 2000 + 500;
            assertThat(Tone.decibels(Tone.rms(heard, from, from + 1000) / 0.35)).isLessThan(-60);
        }
    }

    /** Plays {@code prompt} and gives what the callee's WAV holds. */
    private float[] call(Prompt prompt, PayloadType type) throws IOException, InterruptedException {
        var played = new Played(new CountDownLatch(1));
        try (var pacer = RtpPacer.open(RtpSettings.DEFAULT);
                var recorder = RtpRecorder.open(LOOPBACK);
                Recording recording = recorder.record(ALL, Duration.ofMinutes(1))) {
            var socket = ((RtpPorts.Opening.Opened) RtpPorts.ephemeral(LOOPBACK).open()).socket();
            RemoteMedia remote = negotiate(socket.local(), recording.local(), type);
            var target = RtpTarget.of(remote.rtp(), remote.audio(), remote.ptimeMillis())
                    .withRtcp(remote.rtcp());
            assertThat(pacer.start(socket, target, prompt, played)).isInstanceOf(RtpStart.Started.class);
            assertThat(played.latch().await(30, TimeUnit.SECONDS)).isTrue();
            await().until(() -> recording.report().reports() > 0); // the goodbye comes last
            RecordingReport report = recording.finish(directory.resolve("heard.wav"));
            assertThat(report.lost()).isZero();
            assertThat(report.complete()).isTrue();
        }
        return wav(
                directory.resolve("heard.wav"), requireNonNull(Codec.of(type)).sampleRate());
    }

    private static RemoteMedia negotiate(InetSocketAddress caller, InetSocketAddress callee, PayloadType type) {
        LocalMedia offer = LocalMedia.offering(1, caller, ALL, 20);
        var answered = (Negotiation.Agreed)
                LocalMedia.answering(2, callee, List.of(type), 20).answer(offer.sdp(), AddressPolicy.ANYWHERE);
        return ((Negotiation.Agreed) offer.readAnswer(answered.local().sdp(), AddressPolicy.ANYWHERE)).remote();
    }

    private Prompt prompt(String fixture, LevelSettings level) throws IOException, URISyntaxException {
        PromptResult result = new PromptMaker(SourceLimits.DEFAULT, level, System::nanoTime)
                .make(Fixtures.path(fixture), directory.resolve("it.prompt"), PromptMaker.Progress.NONE);
        return ((PromptResult.Made) result).prompt();
    }

    private static short[] decoded(Prompt prompt, PayloadType type) {
        Codec codec = requireNonNull(Codec.of(type));
        return requireNonNull(prompt.audio(codec)).decode();
    }

    private static float[] wav(Path file, int sampleRate) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(octets.getInt(24)).isEqualTo(sampleRate);
        float[] samples = new float[(octets.limit() - 44) / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = octets.getShort(44 + 2 * i) / 32_768f;
        }
        return samples;
    }
}
