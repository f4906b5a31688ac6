package trunkline.media.rtp;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import trunkline.media.codec.PayloadType;
import trunkline.media.prompt.Prompt;

/**
 * Plays a prompt on many streams at once to one RTP port, as the gateway would, without SIP. Driven by
 * {@code bench/pacing.sh}, which pins it to one core and puts rtp-sink at the other end.
 *
 * <p>Prints {@code steady} when all streams run, and at the end what the process used while they did.
 */
public final class PacingLoad {

    private static final int SAMPLE_RATE = 8000;
    private static final int SHARED_PORT = 42_000;

    private PacingLoad() {}

    /**
     * Arguments: streams, seconds in steady state, port, address, and, for a socket of each stream's own, {@code own};
     * {@code shared} for one port, {@code bare} for {@link BareLoop} instead.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int streams = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        var remote = new InetSocketAddress(InetAddress.getByName(args[3]), Integer.parseInt(args[2]));
        if (args.length > 4 && args[4].equals("bare")) {
            try (var loop = BareLoop.start(streams, remote)) {
                measure(streams, seconds);
            }
            return;
        }
        boolean shared = args.length > 4 && args[4].equals("shared");
        warmUp(remote.getAddress(), shared);
        var target = RtpTarget.of(remote, PayloadType.PCMU, 20);
        // long enough for the ramp, the rest after it, the window and a margin; each stream is stopped, not finished
        var prompt = tone(seconds + 120);
        try (var pacer = pacer(streams, shared)) {
            List<RtpStream> started = new ArrayList<>();
            RtpPortSource ports = ports(pacer, shared);
            for (int i = 0; i < streams; i++) {
                started.add(start(pacer, ports, target, prompt));
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / 200);
            }
            measure(streams, seconds);
            report(started);
            started.forEach(RtpStream::stop);
        }
    }

    /** Waits until all is quiet, then says what the process used. */
    private static void measure(int streams, int seconds) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(5);
        System.out.println("steady");
        long cpuBefore = cpuNanos();
        long[] ticksBefore = pacerTicks();
        long before = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double cpu = 100.0 * (cpuNanos() - cpuBefore) / (System.nanoTime() - before);
        System.out.printf("cpu %.1f %% of a core, %.4f %% a stream%n", cpu, cpu / streams);
        reportTicks(ticksBefore, pacerTicks(), seconds);
    }

    /** Where the pacing threads spent their time: in the program, and in the system; ticks of 10 ms. */
    private static long[] pacerTicks() throws IOException {
        long[] ticks = new long[2];
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String stat = Files.readString(task.resolve("stat"));
                if (stat.contains("(media-rtp-pacer")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    ticks[0] += Long.parseLong(fields[11]);
                    ticks[1] += Long.parseLong(fields[12]);
                }
            }
        }
        return ticks;
    }

    private static void reportTicks(long[] before, long[] after, int seconds) {
        System.out.printf(
                "pacing threads: program %.1f %%, system %.1f %% of a core%n",
                (after[0] - before[0]) / (double) seconds, (after[1] - before[1]) / (double) seconds);
    }

    private static void report(List<RtpStream> streams) {
        long notSent = 0;
        long caughtUp = 0;
        long slips = 0;
        long p99 = 0;
        long max = 0;
        for (RtpStream stream : streams) {
            RtpStats stats = stream.stats();
            notSent += stats.notSent();
            caughtUp += stats.caughtUp();
            slips += stats.slips();
            p99 = Math.max(p99, stats.deviation().p99Micros());
            max = Math.max(max, stats.deviation().maxMicros());
        }
        System.out.printf(
                "own figures: not sent %d, caught up %d, slips %d, worst stream's p99 %.2f ms, max %.2f ms after due%n",
                notSent, caughtUp, slips, p99 / 1000.0, max / 1000.0);
    }

    private static RtpStream start(RtpPacer pacer, RtpPortSource ports, RtpTarget target, Prompt prompt) {
        if (ports.open() instanceof RtpPorts.Opening.Opened opened
                && pacer.start(opened.socket(), target, prompt, new Quiet()) instanceof RtpStart.Started started) {
            return started.stream();
        }
        throw new IllegalStateException("stream not started");
    }

    private static RtpPacer pacer(int streams, boolean shared) throws IOException {
        RtpSettings settings = RtpSettings.DEFAULT.withStreamsMax(streams);
        return shared
                ? RtpPacer.openShared(settings, InetAddress.getByName("0.0.0.0"), SHARED_PORT, SHARED_PORT + 100)
                : RtpPacer.open(settings);
    }

    private static RtpPortSource ports(RtpPacer pacer, boolean shared) throws IOException {
        return shared ? pacer.sharedPorts() : RtpPorts.ephemeral(InetAddress.getByName("0.0.0.0"));
    }

    /** Has the sending path compiled before the figures count: a gateway runs for weeks. */
    private static void warmUp(InetAddress address, boolean shared) throws IOException, InterruptedException {
        var sink = RtpPorts.ephemeral(InetAddress.getByName("0.0.0.0"));
        if (!(sink.open() instanceof RtpPorts.Opening.Opened nobodyReads)) {
            throw new IllegalStateException("no port");
        }
        var target = RtpTarget.of(
                new InetSocketAddress(address, nobodyReads.socket().local().getPort()), PayloadType.PCMU, 10);
        try (var socket = nobodyReads.socket();
                var pacer = pacer(400, shared)) {
            RtpPortSource ports = ports(pacer, shared);
            var prompt = tone(3);
            var done = new CountDownLatch(400);
            for (int i = 0; i < 400 && !socket.isClosed(); i++) {
                if (ports.open() instanceof RtpPorts.Opening.Opened opened) {
                    pacer.start(opened.socket(), target, prompt, new Quiet(done));
                }
            }
            if (!done.await(20, TimeUnit.SECONDS)) {
                System.err.println("warm-up not finished");
            }
        }
    }

    private static Prompt tone(int seconds) {
        short[] samples = new short[seconds * SAMPLE_RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / SAMPLE_RATE));
        }
        return Prompt.ofSamples(samples);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private record Quiet(CountDownLatch finished) implements RtpListener {
        Quiet() {
            this(new CountDownLatch(0));
        }

        @Override
        public void onFinished(RtpStream stream) {
            finished.countDown();
        }

        @Override
        public void onFailed(RtpStream stream, RtpFailure failure) {
            if (failure != RtpFailure.CLOSED) {
                System.err.println("stream failed: " + failure);
            }
        }
    }
}
