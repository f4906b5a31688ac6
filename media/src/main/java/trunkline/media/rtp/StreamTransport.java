package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import org.jspecify.annotations.Nullable;
import trunkline.media.srtp.SrtpPair;
import trunkline.media.srtp.SrtpProtector;

/**
 * How a stream's packets leave: protected or not, and what is noted when they do not. Confined to the pacing thread.
 */
final class StreamTransport {

    private final RtpSocket socket;
    private final StreamChanges changes;
    private final SendFigures figures;
    private final SendTrouble trouble;
    private final boolean learnsSource;
    private @Nullable SrtpPair secrets;
    private @Nullable SrtpProtector protector;
    private boolean hasAddress;

    StreamTransport(RtpSocket socket, RtpStream stream, SendTrouble trouble, boolean learnsSource) {
        this.socket = socket;
        this.changes = stream.changes();
        this.figures = stream.figures();
        this.trouble = trouble;
        this.learnsSource = learnsSource;
    }

    RtpSocket socket() {
        return socket;
    }

    /** Whether there is anywhere to send to. */
    boolean hasAddress() {
        return hasAddress;
    }

    /** From now on packets go to {@code target}. */
    void aim(RtpTarget target) throws IOException {
        hasAddress = target.hasAddress();
        SrtpPair before = secrets;
        secrets = target.secrets();
        if (secrets == null) {
            protector = null;
        } else if (before == null || !secrets.ours().equals(before.ours())) {
            protector = secrets.ours().protector();
        }
        socket.aim(target, learnsSource);
    }

    /** Our SSRC is another: under it, the other side counts packets from the beginning (RFC 3711 §3.2.3). */
    void renamed() {
        protector = secrets == null ? null : secrets.ours().protector();
    }

    /** From now on they go to where the other side's come from. */
    void learned(InetSocketAddress source, boolean rtcp) throws IOException {
        socket.learned(source, rtcp);
    }

    /** Sends the packet that was made in {@code room}; false if it did not leave. */
    boolean sendRtp(PacketRoom room, long nowNanos) {
        SrtpProtector protecting = protector;
        try {
            boolean sent = socket.sendRtp(protecting == null ? room.packet() : room.protectRtp(protecting));
            if (sent) {
                return true;
            }
            // else the system has no room for it: late audio is worth nothing, so it is not kept
        } catch (PortUnreachableException e) {
            changes.onUnreachable();
        } catch (IOException e) {
            trouble.onError(RtpFailure.NOT_SENT, nowNanos);
        }
        figures.onNotSent();
        return false;
    }

    /** Sends the report that was made in {@code room}. */
    void sendRtcp(PacketRoom room, long nowNanos) {
        SrtpProtector protecting = protector;
        try {
            socket.sendRtcp(protecting == null ? room.packet() : room.protectRtcp(protecting));
        } catch (PortUnreachableException e) {
            changes.onUnreachable();
        } catch (IOException e) {
            trouble.onError(RtpFailure.NOT_SENT, nowNanos);
        }
    }
}
