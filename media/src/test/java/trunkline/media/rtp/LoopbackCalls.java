package trunkline.media.rtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import trunkline.media.Tone;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.dtmf.Key;
import trunkline.media.hearing.HeardSound;
import trunkline.media.prompt.Prompt;
import trunkline.media.recorder.Recording;
import trunkline.media.recorder.RtpRecorder;

/** A pacer, and the recorder that hears it, which shares no code with it. */
final class LoopbackCalls implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final List<PayloadType> TYPES = List.of(PayloadType.PCMU, PayloadType.PCMA);
    private static final List<PayloadType> HEARD = List.of(PayloadType.PCMU, PayloadType.PCMA, PayloadType.G722);

    private final RtpPorts ports = RtpPorts.ephemeral(LOOPBACK);
    private final Told told = new Told();
    private final RtpPacer pacer;
    private final RtpRecorder recorder;

    private LoopbackCalls(RtpPacer pacer, RtpRecorder recorder) {
        this.pacer = pacer;
        this.recorder = recorder;
    }

    static LoopbackCalls open(int streamsMax) throws IOException {
        var settings = RtpSettings.DEFAULT.withStreamsMax(streamsMax).withUnreachableAfter(Duration.ofMillis(300));
        return new LoopbackCalls(RtpPacer.open(settings), RtpRecorder.open(LOOPBACK));
    }

    /** What a listener was told. */
    record Told(BlockingQueue<String> events) implements RtpListener {
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

        @Override
        public void onKey(RtpStream stream, Key key) {
            events.add("key " + key.symbol());
        }

        @Override
        public void onSound(RtpStream stream, HeardSound sound) {
            events.add("heard " + sound);
        }

        String next() throws InterruptedException {
            return requireNonNull(events.poll(20, TimeUnit.SECONDS), "no event within 20 s");
        }
    }

    RtpPacer pacer() {
        return pacer;
    }

    Told told() {
        return told;
    }

    Recording record() throws IOException {
        return recorder.record(HEARD, Duration.ofMinutes(1));
    }

    RtpSocket opened() {
        return ((RtpPorts.Opening.Opened) ports.open()).socket();
    }

    RtpStream start(InetSocketAddress remote, PayloadType type, int ptimeMillis, Prompt prompt) {
        return started(pacer.start(opened(), RtpTarget.of(remote, type, ptimeMillis), prompt, told));
    }

    RtpStream started(RtpStart start) {
        assertThat(start).isInstanceOf(RtpStart.Started.class);
        return ((RtpStart.Started) start).stream();
    }

    static Prompt tone(double seconds) {
        return Prompt.ofSamples(new Tone(440, 8000).shorts(0.5, seconds));
    }

    /** What a callee shall hear of {@code prompt}, from sample {@code from}: silence after its end. */
    static short[] decoded(Prompt prompt, PayloadType type, int from, int samples) {
        short[] all =
                requireNonNull(prompt.audio(requireNonNull(Codec.of(type)))).decode();
        short[] heard = new short[samples];
        short[] silence = new short[samples];
        Codec codec = requireNonNull(Codec.of(type));
        byte[] octets = new byte[samples];
        codec.encoder().encode(silence, 0, samples, octets, 0);
        codec.decoder().decode(octets, 0, samples, heard, 0);
        System.arraycopy(all, from, heard, 0, Math.max(0, Math.min(samples, all.length - from)));
        return heard;
    }

    @Override
    public void close() throws IOException {
        pacer.close();
        recorder.close();
    }
}
