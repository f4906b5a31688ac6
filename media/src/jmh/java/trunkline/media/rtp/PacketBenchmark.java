package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.Prompt;
import trunkline.media.prompt.PromptAudio;

/**
 * {@link RtpHeader#write} and {@link PromptAudio#copy} into the shared buffer, 0 B/op; beside it the usual way, new arrays
 * for each packet; and both with the system call that sends, which is where the time goes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {

    private static final int PAYLOAD = 160;
    private static final int PTIME_MILLIS = 20;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(1500);
    private final PromptAudio audio =
            Objects.requireNonNull(Prompt.ofSamples(new short[80_000]).audio(Codec.PCMU));
    private int sequence;
    private DatagramChannel sink = channel();
    private DatagramChannel channel = channel();

    @Setup
    public void connect() throws IOException {
        channel.connect(sink.getLocalAddress());
    }

    @TearDown
    public void close() throws IOException {
        channel.close();
        sink.close();
    }

    @Benchmark
    public ByteBuffer packetInPlace() {
        int n = sequence++;
        packet.clear().limit(RtpHeader.LENGTH + PAYLOAD);
        RtpHeader.write(packet, false, 0, n, n * PAYLOAD, 7);
        audio.copy(n % 499 * PTIME_MILLIS, PTIME_MILLIS, packet, RtpHeader.LENGTH);
        return packet;
    }

    @Benchmark
    public ByteBuffer packetInNewArrays() {
        int n = sequence++;
        byte[] payload = new byte[PAYLOAD];
        audio.copy(n % 499 * PTIME_MILLIS, PTIME_MILLIS, ByteBuffer.wrap(payload), 0);
        ByteBuffer fresh = ByteBuffer.allocate(RtpHeader.LENGTH + PAYLOAD);
        RtpHeader.write(fresh, false, 0, n, n * PAYLOAD, 7);
        return fresh.put(RtpHeader.LENGTH, payload);
    }

    @Benchmark
    public int packetInPlaceSent() throws IOException {
        return channel.write(packetInPlace());
    }

    private static DatagramChannel channel() {
        try {
            return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
