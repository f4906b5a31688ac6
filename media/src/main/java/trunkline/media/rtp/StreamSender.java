package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.media.dtmf.Key;
import trunkline.media.dtmf.KeyEvent;
import trunkline.media.dtmf.KeyTimeline;
import trunkline.media.prompt.Prompt;

/**
 * A stream as the pacing thread sees it: takes its turns, at most one packet of audio or key at each. Confined to that
 * thread.
 *
 * <p>A stream that is paused, or has played all, keeps its turns and lets its timestamps run on with the time, so that
 * what it says next is in its place; the first packet after such a gap carries the marker (RFC 3551 §4.1). While keys are
 * pressed the prompt waits.
 */
final class StreamSender {

    /** Turns between two looks at whether the other side is still there. */
    private static final int WATCH_TURNS = 25;

    private final RtpStream stream;
    private final StreamChanges changes;
    private final StreamTransport transport;
    private final StreamPace pace;
    private final Playout playout;
    private final RtcpReports reports;
    private final SendTrouble trouble;
    private final SendFigures figures;
    private final RandomGenerator random;
    private final long silentNanos;
    private final KeyTimeline keys = new KeyTimeline();

    private int changesSeen = -1;
    private int ssrc;
    private int payloadType;
    private int ptimeMillis;
    private int octetsPerPacket;
    private int sequence;
    private boolean paused;
    private boolean afterGap = true;
    private boolean endReached;
    private int keyTimestamp;
    private long reportNanos;
    private long quietSinceNanos;
    private int turnsToWatch = WATCH_TURNS;
    private long unreachableSeen;

    /** Whether something has happened since the last look that may be the stream's end. */
    private boolean troubled;

    /** What a stream is made of. */
    record Parts(
            StreamTransport transport, StreamPace pace, Playout playout, RtcpReports reports, SendTrouble trouble) {}

    StreamSender(RtpStream stream, Parts parts, StreamSettings settings, RandomGenerator random) {
        this.stream = stream;
        this.changes = stream.changes();
        this.transport = parts.transport;
        this.pace = parts.pace;
        this.playout = parts.playout;
        this.reports = parts.reports;
        this.trouble = parts.trouble;
        this.figures = stream.figures();
        this.random = random;
        this.silentNanos = settings.silentNanos();
        this.ssrc = stream.ssrc();
        this.payloadType = stream.target().payloadType().number();
        this.ptimeMillis = stream.target().ptimeMillis();
        this.octetsPerPacket = playout.octets(ptimeMillis);
        this.sequence = random.nextInt();
    }

    RtpSocket socket() {
        return transport.socket();
    }

    /** Before the first turn: where packets go. */
    void aim() throws IOException {
        transport.aim(stream.target());
    }

    /** Audio per packet. */
    long ptimeNanos() {
        return stream.target().ptimeNanos();
    }

    /** The first packet is due at {@code startNanos}. */
    void start(long startNanos) {
        pace.start(startNanos);
        reports.start(startNanos);
        reportNanos = reports.dueNanos();
        quietSinceNanos = startNanos;
    }

    /** One turn. Gives the time of the next, or {@link PacerWheel#LEAVE} when the stream is over. */
    long turn(long nowNanos, PacketRoom room) {
        int count = changes.count();
        if (count != changesSeen) {
            changesSeen = count;
            if (changes.isStopped()) {
                sayGoodbye(nowNanos, room);
                return PacerWheel.LEAVE;
            }
            takeChanges(nowNanos, room);
        }
        if (endReached && stream.tellFinished()) {
            endReached = false;
        }
        boolean talking = transport.hasAddress() && !paused && talk(nowNanos, room);
        afterGap = !talking;
        if (nowNanos - reportNanos >= 0) {
            report(nowNanos, room);
        }
        if (--turnsToWatch == 0) {
            watch(nowNanos);
        }
        RtpFailure failure = troubled ? trouble.failure() : null;
        troubled = false;
        return failure == null ? nextTurn(nowNanos, talking) : end(failure, nowNanos, room);
    }

    /** Ends the stream: {@link PacerWheel#LEAVE}, or another turn if its owner cannot be told yet. */
    long end(RtpFailure failure, long nowNanos, PacketRoom room) {
        if (!stream.isStopped() && !stream.tellFailed(failure)) {
            return nowNanos + ptimeNanos();
        }
        sayGoodbye(nowNanos, room);
        return PacerWheel.LEAVE;
    }

    /** Ends the stream after a defect, without a word to the other side; as {@link #end}. */
    long abandon() {
        boolean told = stream.isStopped() || stream.tellFailed(RtpFailure.INTERNAL);
        return told ? PacerWheel.LEAVE : pace.dueNanos() + ptimeNanos();
    }

    /** Sends what there is to send now; false if that is nothing. */
    private boolean talk(long nowNanos, PacketRoom room) {
        if (keys.isBusy()) {
            sendKey(nowNanos, room);
            return false; // audio that follows is a talkspurt of its own
        }
        if (!playout.hasMore()) {
            return false;
        }
        sendAudio(nowNanos, room);
        return true;
    }

    private long nextTurn(long nowNanos, boolean talking) {
        StreamPace.Turn turn = pace.advance(nowNanos);
        if (talking) {
            figures.onTurn(turn);
        }
        return pace.turnNanos(nowNanos);
    }

    private void takeChanges(long nowNanos, PacketRoom room) {
        troubled = true;
        paused = changes.isPaused();
        if (changes.unreachable() != unreachableSeen) {
            unreachableSeen = changes.unreachable();
            trouble.onError(RtpFailure.UNREACHABLE, nowNanos);
        }
        Prompt prompt = changes.takePrompt();
        if (prompt != null) {
            playout.play(prompt);
            endReached = false;
        }
        RtpTarget target = changes.takeTarget();
        if (target != null) {
            redirect(target);
        }
        learn(changes.takeLearned(false), false);
        learn(changes.takeLearned(true), true);
        if (changes.takeCollision()) {
            rename(nowNanos, room);
        }
        for (Key key = changes.takeKey(); key != null && keys.add(key); ) {
            key = changes.takeKey();
        }
    }

    private void redirect(RtpTarget target) {
        Codec codec = Codec.of(target.payloadType());
        if (codec == null) {
            return; // RtpStream.redirect has refused it
        }
        try {
            transport.aim(target);
        } catch (IOException e) {
            trouble.onFatal(RtpFailure.NOT_SENT);
        }
        playout.use(codec);
        payloadType = target.payloadType().number();
        ptimeMillis = target.ptimeMillis();
        octetsPerPacket = playout.octets(ptimeMillis);
        pace.change(target.ptimeNanos(), target.samplesPerPacket());
    }

    private void learn(@Nullable InetSocketAddress source, boolean rtcp) {
        if (source == null) {
            return;
        }
        try {
            transport.learned(source, rtcp);
        } catch (IOException e) {
            trouble.onFatal(RtpFailure.NOT_SENT);
        }
    }

    /** The other side has our SSRC: goodbye under the old one, and another (RFC 3550 §8.2). */
    private void rename(long nowNanos, PacketRoom room) {
        sayGoodbye(nowNanos, room);
        ssrc = random.nextInt();
        stream.rename(ssrc);
        reports.rename(ssrc, figures);
        transport.renamed();
    }

    private void sendAudio(long nowNanos, PacketRoom room) {
        room.packet().clear().limit(RtpHeader.LENGTH + octetsPerPacket);
        RtpHeader.write(room.packet(), afterGap, payloadType, sequence++, pace.timestamp(), ssrc);
        long playedMicros = playout.next(room.packet(), RtpHeader.LENGTH, ptimeMillis);
        if (transport.sendRtp(room, nowNanos)) {
            figures.onSent(octetsPerPacket, nowNanos - pace.dueNanos());
        } else {
            troubled = true;
        }
        figures.onPlayed(playedMicros);
        endReached = !playout.hasMore();
    }

    /** Events have the sequence numbers of the audio, and the time when their key was pressed (RFC 4733 §2.2, §2.5.1.2). */
    private void sendKey(long nowNanos, PacketRoom room) {
        keys.next(ptimeMillis);
        PayloadType type = stream.target().keys();
        if (keys.isSending() && type != null) {
            keyTimestamp = keys.isFirst() ? pace.timestamp() : keyTimestamp;
            int duration = keys.duration(stream.target().samplesPerPacket());
            room.packet().clear().limit(RtpHeader.LENGTH + KeyEvent.LENGTH);
            RtpHeader.write(room.packet(), keys.isFirst(), type.number(), sequence++, keyTimestamp, ssrc);
            KeyEvent.write(room.packet(), RtpHeader.LENGTH, keys.key(), keys.isEnd(), duration);
            if (transport.sendRtp(room, nowNanos)) {
                figures.onSent(KeyEvent.LENGTH, nowNanos - pace.dueNanos());
            }
        }
        keys.done();
    }

    private void report(long nowNanos, PacketRoom room) {
        reports.write(room.packet(), nowNanos, pace.timestampAt(nowNanos), figures, stream.reception());
        reportNanos = reports.dueNanos();
        if (transport.hasAddress()) {
            transport.sendRtcp(room, nowNanos);
        }
    }

    /** A call that is held says nothing, and that is no reason to end it. */
    private void watch(long nowNanos) {
        turnsToWatch = WATCH_TURNS;
        troubled = true;
        long heardNanos = stream.reception().heardNanos();
        if (paused || !transport.hasAddress()) {
            quietSinceNanos = nowNanos;
        } else if (heardNanos != 0 && heardNanos - quietSinceNanos > 0) {
            quietSinceNanos = heardNanos;
        }
        if (nowNanos - quietSinceNanos > silentNanos) {
            trouble.onFatal(RtpFailure.SILENT);
        }
    }

    private void sayGoodbye(long nowNanos, PacketRoom room) {
        boolean said = transport.hasAddress()
                && reports.writeBye(room.packet(), nowNanos, pace.timestampAt(nowNanos), figures, stream.reception());
        if (said) {
            transport.sendRtcp(room, nowNanos);
        }
    }
}
