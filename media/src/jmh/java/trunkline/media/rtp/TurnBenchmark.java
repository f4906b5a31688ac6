package trunkline.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.Prompt;

/** {@link StreamSender#turn} and the wheel, without the system call: what a packet costs the program; 0 B/op. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TurnBenchmark {

    private static final long PTIME_NANOS = 20_000_000;

    @Param({"100", "3000"})
    public int streams;

    private final PacketRoom room = new PacketRoom();
    private final PacerWheel.Tick<StreamSender> tick = this::turn;
    private PacerWheel<StreamSender> wheel = new PacerWheel<>(0);
    private long nowNanos;
    private int turns;

    @Setup
    public void fill() {
        var prompt = Prompt.ofSamples(new short[8000 * 120]);
        var random = new SplittableRandom(1);
        var remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        var target = RtpTarget.of(remote, PayloadType.PCMU, 20);
        var events = new StreamEvents(10);
        for (int i = 0; i < streams; i++) {
            var stream = new RtpStream(i, target, prompt, new NobodyListens(), events);
            var trouble = new SendTrouble(1);
            var parts = new StreamSender.Parts(
                    new StreamTransport(new Nowhere(), stream, trouble, false),
                    new StreamPace(PTIME_NANOS, 160, i),
                    new Playout(new Loop(prompt).prompt, Codec.PCMU),
                    new RtcpReports(i, new RtcpWriter("x"), new NtpTime(0, 0), random),
                    trouble);
            var sender = new StreamSender(stream, parts, StreamSettings.DEFAULT, random);
            long start = wheel.startNanos(0, PTIME_NANOS);
            try {
                sender.aim();
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
            sender.start(start);
            wheel.add(sender, start);
        }
    }

    private long turn(StreamSender sender) {
        turns++;
        return sender.turn(nowNanos, room);
    }

    private record Loop(Prompt prompt) {}

    /** One turn. */
    @Benchmark
    public long turn() {
        while (turns == 0) {
            nowNanos += PacerWheel.SLOT_NANOS;
            wheel.turn(nowNanos, tick);
        }
        turns--;
        return nowNanos;
    }

    private static final class Nowhere extends RtpSocket {
        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress(0);
        }

        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public void close() {}

        @Override
        void aim(RtpTarget target, boolean learnsSource) {}

        @Override
        void learned(InetSocketAddress source, boolean rtcp) {}

        @Override
        boolean sendRtp(ByteBuffer packet) {
            return true;
        }

        @Override
        boolean sendRtcp(ByteBuffer packet) {
            return true;
        }
    }

    private static final class NobodyListens implements RtpListener {
        @Override
        public void onFinished(RtpStream stream) {
            stream.play(Prompt.ofSamples(new short[8000 * 120]));
        }

        @Override
        public void onFailed(RtpStream stream, RtpFailure failure) {}
    }
}
