package trunkline.media.rtp;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetConnectedException;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.Prompt;

/**
 * A stream as the pacing thread sees it: takes its turns, at most one audio packet at each. Confined to that thread.
 *
 * <p>A stream that is paused, or has played all, keeps its turns and lets its timestamps run on with the time, so that
 * what it says next is in its place; the first packet after such a gap carries the marker (RFC 3551 §4.1).
 */
final class StreamSender {

    private final RtpStream stream;
    private final RtpSocket socket;
    private final StreamPace pace;
    private final Playout playout;
    private final RtcpReports reports;
    private final SendTrouble trouble;
    private final SendFigures figures;

    private int payloadType;
    private int ptimeMillis;
    private int octetsPerPacket;
    private int sequence;
    private boolean hasAddress;
    private boolean afterGap = true;
    private boolean endReached;
    private long unreachableSeen;

    StreamSender(
            RtpStream stream,
            RtpSocket socket,
            StreamPace pace,
            Playout playout,
            RtcpReports reports,
            SendTrouble trouble,
            int firstSequence) {
        this.stream = stream;
        this.socket = socket;
        this.pace = pace;
        this.playout = playout;
        this.reports = reports;
        this.trouble = trouble;
        this.figures = stream.figures();
        this.payloadType = stream.target().payloadType().number();
        this.ptimeMillis = stream.target().ptimeMillis();
        this.octetsPerPacket = playout.octets(ptimeMillis);
        this.hasAddress = stream.target().hasAddress();
        this.sequence = firstSequence;
    }

    RtpSocket socket() {
        return socket;
    }

    /** Audio per packet. */
    long ptimeNanos() {
        return stream.target().ptimeNanos();
    }

    /** The first packet is due at {@code startNanos}. */
    void start(long startNanos) {
        pace.start(startNanos);
        reports.start(startNanos);
    }

    /**
     * One turn. Gives the time of the next, or {@link PacerWheel#LEAVE} when the stream is over.
     *
     * @param packet room for one packet, shared by all streams: its contents do not matter before or after
     */
    long turn(long nowNanos, ByteBuffer packet) {
        if (stream.isStopped()) {
            sayGoodbye(nowNanos, packet);
            return PacerWheel.LEAVE;
        }
        takeChanges(nowNanos);
        if (endReached && stream.tellFinished()) {
            endReached = false;
        }
        boolean talking = hasAddress && playout.hasMore() && !stream.isPaused();
        if (talking) {
            sendAudio(nowNanos, packet);
        }
        if (hasAddress && reports.isDue(nowNanos)) {
            reports.write(packet, nowNanos, pace.timestampAt(nowNanos), figures, stream.reception());
            write(socket.rtcp(), packet, nowNanos);
        }
        afterGap = !talking;
        RtpFailure failure = trouble.failure();
        return failure == null ? nextTurn(nowNanos, talking) : end(failure, nowNanos, packet);
    }

    /** Ends the stream: {@link PacerWheel#LEAVE}, or another turn if its owner cannot be told yet. */
    long end(RtpFailure failure, long nowNanos, ByteBuffer packet) {
        if (!stream.isStopped() && !stream.tellFailed(failure)) {
            return nowNanos + ptimeNanos();
        }
        sayGoodbye(nowNanos, packet);
        return PacerWheel.LEAVE;
    }

    /** Ends the stream after a defect, without a word to the other side; as {@link #end}. */
    long abandon() {
        boolean told = stream.isStopped() || stream.tellFailed(RtpFailure.INTERNAL);
        return told ? PacerWheel.LEAVE : pace.dueNanos() + ptimeNanos();
    }

    private long nextTurn(long nowNanos, boolean talking) {
        StreamPace.Turn turn = pace.advance(nowNanos);
        if (talking) {
            figures.onTurn(turn);
        }
        return pace.turnNanos(nowNanos);
    }

    private void takeChanges(long nowNanos) {
        if (stream.unreachable() != unreachableSeen) {
            unreachableSeen = stream.unreachable();
            trouble.onError(RtpFailure.UNREACHABLE, nowNanos);
        }
        Prompt prompt = stream.takePrompt();
        if (prompt != null) {
            playout.play(prompt);
            endReached = false;
        }
        RtpTarget target = stream.takeTarget();
        if (target != null) {
            redirect(target);
        }
    }

    private void redirect(RtpTarget target) {
        Codec codec = Codec.of(target.payloadType());
        if (codec == null) {
            return; // RtpStream.redirect has refused it
        }
        hasAddress = target.hasAddress();
        try {
            socket.connect(target);
        } catch (IOException e) {
            trouble.onFatal(RtpFailure.NOT_SENT);
        }
        playout.use(codec);
        payloadType = target.payloadType().number();
        ptimeMillis = target.ptimeMillis();
        octetsPerPacket = playout.octets(ptimeMillis);
        pace.change(target.ptimeNanos(), target.samplesPerPacket());
    }

    private void sendAudio(long nowNanos, ByteBuffer packet) {
        packet.clear().limit(RtpHeader.LENGTH + octetsPerPacket);
        RtpHeader.write(packet, afterGap, payloadType, sequence++, pace.timestamp(), stream.ssrc());
        long playedMicros = playout.next(packet, RtpHeader.LENGTH, ptimeMillis);
        if (write(socket.rtp(), packet, nowNanos)) {
            figures.onSent(octetsPerPacket, nowNanos - pace.dueNanos());
        }
        figures.onPlayed(playedMicros);
        endReached = !playout.hasMore();
    }

    private void sayGoodbye(long nowNanos, ByteBuffer packet) {
        if (hasAddress && reports.writeBye(packet, nowNanos, pace.timestampAt(nowNanos), figures, stream.reception())) {
            write(socket.rtcp(), packet, nowNanos);
        }
    }

    private boolean write(DatagramChannel channel, ByteBuffer packet, long nowNanos) {
        try {
            if (channel.write(packet) > 0) {
                return true;
            }
            // else the socket's buffer is full: late audio is worth nothing, so it is not kept
        } catch (PortUnreachableException e) {
            stream.onUnreachable(); // said of a packet before, and this one was not sent for it
        } catch (IOException | NotYetConnectedException e) {
            trouble.onError(RtpFailure.NOT_SENT, nowNanos);
        }
        figures.onNotSent();
        return false;
    }
}
