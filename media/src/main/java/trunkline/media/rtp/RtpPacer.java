package trunkline.media.rtp;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.Prompt;

/**
 * Sends the packets of all calls when they are due: one thread, whatever the number of calls.
 *
 * <p>New streams start in that millisecond of the next packet interval that suits the others, so that calls spread over it
 * however they arrive. Sending a packet allocates nothing. Three threads belong to it: {@code media-rtp-pacer} sends,
 * {@code media-rtp-inbound} reads what comes in, {@code media-rtp-events} calls the listeners. Thread-safe.
 */
public final class RtpPacer implements AutoCloseable {

    private static final long CLOSE_MILLIS = 2000;
    private static final int CNAME_RANDOM_OCTETS = 12;

    /** Finished, failed, and one to spare: a stream that finds the queue full offers again at its next turn. */
    private static final int EVENTS_PER_STREAM = 3;

    private final RtpSettings settings;
    private final NtpTime ntp;
    private final RandomGenerator random;
    private final RtcpWriter rtcpWriter;
    private final Inbound inbound;
    private final StreamEvents events;
    private final PacerThread thread;
    private final AtomicInteger open = new AtomicInteger();

    private RtpPacer(
            RtpSettings settings,
            LongSupplier nanoClock,
            InstantSource wallClock,
            RandomGenerator random,
            Inbound inbound) {
        this.settings = settings;
        this.ntp = new NtpTime(wallClock.millis(), nanoClock.getAsLong());
        this.random = random;
        this.rtcpWriter = new RtcpWriter(cname(random));
        this.inbound = inbound;
        this.events = new StreamEvents(EVENTS_PER_STREAM * settings.streamsMax());
        this.thread = new PacerThread(settings.streamsMax(), nanoClock, this::onLeft);
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
        var pacer = new RtpPacer(settings, nanoClock, wallClock, random, Inbound.open(nanoClock));
        pacer.events.start();
        pacer.inbound.start();
        pacer.thread.start();
        return pacer;
    }

    /**
     * Starts a stream: its first packet leaves within one ptime. The socket belongs to the stream from here on, and is
     * closed with it; if the stream is not started, at once.
     */
    public RtpStart start(RtpSocket socket, RtpTarget target, Prompt prompt, RtpListener listener) {
        if (open.incrementAndGet() > settings.streamsMax()) {
            return notStarted(socket, "all " + settings.streamsMax() + " streams are in use");
        }
        if (thread.isClosing()) {
            return notStarted(socket, "the pacer is closed");
        }
        Codec codec = Codec.of(target.payloadType());
        if (codec == null || prompt.audio(codec) == null) {
            return notStarted(
                    socket, "prompt is not kept as " + target.payloadType().encoding());
        }
        var stream = new RtpStream(random.nextInt(), target, prompt, listener, events);
        try {
            socket.connect(target);
            listenTo(socket, stream);
        } catch (IOException e) {
            return notStarted(socket, "no way to " + target.rtp() + ": " + e.getMessage());
        }
        if (!thread.admit(sender(socket, stream, new Playout(prompt, codec)))) {
            return notStarted(socket, "the pacer is closed");
        }
        return new RtpStart.Started(stream);
    }

    /** Streams open now. */
    public int streams() {
        return open.get();
    }

    /** Ends all streams with {@link RtpFailure#CLOSED} and a BYE, then the threads. */
    @Override
    public void close() {
        try {
            thread.close(CLOSE_MILLIS);
            inbound.close(CLOSE_MILLIS);
            events.close(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamSender sender(RtpSocket socket, RtpStream stream, Playout playout) {
        RtpTarget target = stream.target();
        var pace = new StreamPace(target.ptimeNanos(), target.samplesPerPacket(), random.nextInt());
        var reports = new RtcpReports(stream.ssrc(), rtcpWriter, ntp, new SplittableRandom(random.nextLong()));
        var trouble = new SendTrouble(settings.unreachableAfter().toNanos());
        return new StreamSender(stream, socket, pace, playout, reports, trouble, random.nextInt());
    }

    private void listenTo(RtpSocket socket, RtpStream stream) throws IOException {
        var handlers = new StreamInbound(stream, ntp);
        inbound.add(socket, handlers.rtp(), handlers.rtcp());
    }

    private void onLeft(StreamSender sender) {
        open.decrementAndGet();
        inbound.release(sender.socket());
    }

    private RtpStart notStarted(RtpSocket socket, String reason) {
        open.decrementAndGet();
        inbound.release(socket);
        return new RtpStart.NotStarted(reason);
    }

    /** A name that says nothing about this machine or its users (RFC 7022 §4.2). */
    private static String cname(RandomGenerator random) {
        byte[] octets = new byte[CNAME_RANDOM_OCTETS];
        random.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }
}
