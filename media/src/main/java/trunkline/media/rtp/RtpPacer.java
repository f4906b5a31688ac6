package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.Prompt;

/**
 * Sends the packets of all calls when they are due: one thread for each core, whatever the number of calls.
 *
 * <p>New streams start in that millisecond of the next packet interval that suits the others, so that calls spread over it
 * however they arrive. Sending a packet allocates nothing. Its threads: {@code media-rtp-pacer-N} send,
 * {@code media-rtp-inbound-N} read what comes in, {@code media-rtp-events} calls the listeners. Thread-safe.
 */
public final class RtpPacer implements AutoCloseable {

    private static final long CLOSE_MILLIS = 2000;
    private static final int CNAME_RANDOM_OCTETS = 12;

    /** Finished, failed, some keys, and one to spare: a stream that finds the queue full offers again at its next turn. */
    private static final int EVENTS_PER_STREAM = 6;

    private final RtpSettings settings;
    private final NtpTime ntp;
    private final RandomGenerator random;
    private final RtcpWriter rtcpWriter;
    private final StreamEvents events;
    private final AtomicInteger open = new AtomicInteger();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<SharedPortIo> sharedPorts = new ArrayList<>();
    private volatile boolean closing;

    private RtpPacer(RtpSettings settings, LongSupplier nanoClock, InstantSource wallClock, RandomGenerator random) {
        this.settings = settings;
        this.ntp = new NtpTime(wallClock.millis(), nanoClock.getAsLong());
        this.random = random;
        this.rtcpWriter = new RtcpWriter(cname(random));
        this.events = new StreamEvents(EVENTS_PER_STREAM * settings.streamsMax());
    }

    /** A running pacer on the system's clocks. */
    public static RtpPacer open(RtpSettings settings) throws IOException {
        return open(settings, System::nanoTime, InstantSource.system(), new SecureRandom());
    }

    /**
     * A running pacer.
     *
     * @param random of SSRCs, and of the first sequence numbers and timestamps (RFC 3550 §5.1); thread-safe
     */
    public static RtpPacer open(
            RtpSettings settings, LongSupplier nanoClock, InstantSource wallClock, RandomGenerator random)
            throws IOException {
        var pacer = new RtpPacer(settings, nanoClock, wallClock, random);
        pacer.begin(nanoClock, number -> OwnSocketsIo.open(number, nanoClock));
        return pacer;
    }

    /**
     * A running pacer whose calls share one pair of ports for each thread, so that the packets of all calls that are due
     * together leave in one system call. Its calls get their ports from {@link #sharedPorts}. A source cannot be learned
     * then: the other side must send from where it says.
     *
     * @param address of this machine
     * @param firstPort of those that may be taken: a pair for each thread, passing over what other programs hold
     * @param lastPort included
     */
    public static RtpPacer openShared(RtpSettings settings, InetAddress address, int firstPort, int lastPort)
            throws IOException {
        if (!SharedPortIo.obstacle().isEmpty()) {
            throw new IOException("a shared RTP port " + SharedPortIo.obstacle());
        }
        LongSupplier nanoClock = System::nanoTime;
        var pacer = new RtpPacer(settings, nanoClock, InstantSource.system(), new SecureRandom());
        pacer.begin(nanoClock, number -> {
            int count = pacer.sharedPorts.size();
            int from = count == 0
                    ? firstPort
                    : pacer.sharedPorts.get(count - 1).local().getPort() + 2;
            var io = new SharedPortIo(address, from, lastPort, nanoClock);
            pacer.sharedPorts.add(io);
            return io;
        });
        return pacer;
    }

    /** Makes what a lane sends and hears through. */
    private interface IoMaker {
        LaneIo make(String number) throws IOException;
    }

    private void begin(LongSupplier nanoClock, IoMaker maker) throws IOException {
        events.start();
        try {
            for (int i = 0; i < settings.threads(); i++) {
                String number = "-" + i;
                lanes.add(
                        Lane.open(number, settings.streamsMax(), nanoClock, maker.make(number), open::decrementAndGet));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The ports of a pacer that was opened with {@link #openShared}. */
    public RtpPortSource sharedPorts() {
        if (sharedPorts.isEmpty()) {
            throw new IllegalStateException("each call has ports of its own");
        }
        return new SharedPorts(sharedPorts, this, settings.streamsMax());
    }

    /** As {@link #start(RtpSocket, RtpTarget, Prompt, StreamSettings, RtpListener)} with the default settings. */
    public RtpStart start(RtpSocket socket, RtpTarget target, Prompt prompt, RtpListener listener) {
        return start(socket, target, prompt, StreamSettings.DEFAULT, listener);
    }

    /**
     * Starts a stream: its first packet leaves within one ptime. The socket belongs to the stream from here on, and is
     * closed with it; if the stream is not started, at once.
     */
    public RtpStart start(
            RtpSocket socket, RtpTarget target, Prompt prompt, StreamSettings stream, RtpListener listener) {
        Lane lane = lane(socket);
        if (open.incrementAndGet() > settings.streamsMax()) {
            return notStarted(lane, socket, "all " + settings.streamsMax() + " streams are in use");
        }
        if (closing) {
            return notStarted(lane, socket, "the pacer is closed");
        }
        Codec codec = Codec.of(target.payloadType());
        if (codec == null || prompt.audio(codec) == null) {
            return notStarted(
                    lane,
                    socket,
                    "prompt is not kept as " + target.payloadType().encoding());
        }
        var started = new RtpStream(random.nextInt(), target, prompt, listener, events);
        StreamSender sender = sender(started, socket, new Playout(prompt, codec), stream);
        try {
            sender.aim();
            lane.listen(socket, new StreamInbound(started, stream, ntp));
        } catch (IOException e) {
            return notStarted(lane, socket, "no way to " + target.rtp() + ": " + e.getMessage());
        }
        if (!lane.admit(sender)) {
            return notStarted(lane, socket, "the pacer is closed");
        }
        return new RtpStart.Started(started);
    }

    /** Streams open now. */
    public int streams() {
        return open.get();
    }

    /** Ends all streams with {@link RtpFailure#CLOSED} and a BYE, then the threads. */
    @Override
    public void close() {
        closing = true;
        try {
            for (Lane lane : lanes) {
                lane.close(CLOSE_MILLIS);
            }
            events.close(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamSender sender(RtpStream stream, RtpSocket socket, Playout playout, StreamSettings streamSettings) {
        RtpTarget target = stream.target();
        var own = new SplittableRandom(random.nextLong());
        var trouble = new SendTrouble(settings.unreachableAfter().toNanos());
        var parts = new StreamSender.Parts(
                new StreamTransport(socket, stream, trouble, streamSettings.learnsSource()),
                new StreamPace(target.ptimeNanos(), target.samplesPerPacket(), random.nextInt()),
                playout,
                new RtcpReports(stream.ssrc(), rtcpWriter, ntp, own),
                trouble);
        return new StreamSender(stream, parts, streamSettings, own);
    }

    /** A shared port belongs to its lane; other sockets go to the emptiest. */
    private Lane lane(RtpSocket socket) {
        if (socket instanceof SharedSocket shared) {
            for (Lane lane : lanes) {
                if (lane.io().equals(shared.io())) {
                    return lane;
                }
            }
        }
        return Lane.emptiest(lanes);
    }

    private RtpStart notStarted(Lane lane, RtpSocket socket, String reason) {
        open.decrementAndGet();
        lane.release(socket);
        return new RtpStart.NotStarted(reason);
    }

    /** A name that says nothing about this machine or its users (RFC 7022 §4.2). */
    private static String cname(RandomGenerator random) {
        byte[] octets = new byte[CNAME_RANDOM_OCTETS];
        random.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }
}
