package trunkline.media.rtp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import trunkline.media.dtmf.Key;
import trunkline.media.dtmf.KeyListener;
import trunkline.media.dtmf.ToneDetector;
import trunkline.media.hearing.SoundWatch;
import trunkline.media.srtp.SrtpOpener;
import trunkline.media.srtp.SrtpPair;

/**
 * What one call's other side sends: counted, searched for keys, and never played. Confined to the thread that reads.
 *
 * <p>Only packets of the negotiated address count, and if the call is protected, only genuine ones.
 */
final class StreamInbound {

    private final RtpStream stream;
    private final StreamSettings settings;
    private final NtpTime ntp;
    private final Reception reception;
    private final RtcpReader rtcpReader;
    private final KeyListener keys = new KeyListener();
    private final Inbound.Handler rtpHandler = new PortHandler(false);
    private final Inbound.Handler rtcpHandler = new PortHandler(true);
    private RtpTarget target;
    private @Nullable SrtpOpener opener;
    private final @Nullable SoundWatch sounds;
    private @Nullable InboundAudio audio;
    private boolean learnedRtp;
    private boolean learnedRtcp;
    private boolean collided;

    StreamInbound(RtpStream stream, StreamSettings settings, NtpTime ntp) {
        this.stream = stream;
        this.settings = settings;
        this.ntp = ntp;
        this.reception = stream.reception();
        this.rtcpReader =
                new RtcpReader(stream::ssrc, stream.target().payloadType().clockRate(), reception);
        this.target = stream.target();
        this.sounds = settings.hearsSounds() ? new SoundWatch() : null;
        prepare(null);
    }

    /** Where the other side is. */
    RtpTarget target() {
        return target;
    }

    /** For the RTP port. */
    Inbound.Handler rtp() {
        return rtpHandler;
    }

    /** For the RTCP port. */
    Inbound.Handler rtcp() {
        return rtcpHandler;
    }

    private final class PortHandler implements Inbound.Handler {
        private final boolean rtcpPort;

        PortHandler(boolean rtcpPort) {
            this.rtcpPort = rtcpPort;
        }

        @Override
        public void onPacket(InboundPacket packet, long nowNanos) {
            StreamInbound.this.onPacket(packet, rtcpPort, nowNanos);
        }

        @Override
        public void onUnreachable() {
            stream.changes().onUnreachable();
        }
    }

    private void onPacket(InboundPacket packet, boolean rtcpPort, long nowNanos) {
        followTarget();
        if (!rtcpPort) {
            reception.onSource(packet.source());
        }
        boolean rtcp = rtcpPort || (target.isMuxed() && packet.isRtcp());
        boolean genuine = packet.source().getAddress().equals(target.rtp().getAddress())
                && (opener == null || packet.open(opener, rtcp));
        if (!genuine || !(rtcp ? onRtcp(packet, nowNanos) : onRtp(packet, nowNanos))) {
            reception.onStray();
            return;
        }
        learn(packet.source(), rtcpPort);
    }

    /** A re-INVITE may have changed codec, keys and address. */
    private void followTarget() {
        RtpTarget now = stream.target();
        if (!now.equals(target)) {
            RtpTarget before = target;
            target = now;
            prepare(before);
        }
    }

    private void prepare(@Nullable RtpTarget before) {
        SrtpPair secrets = target.secrets();
        SrtpPair secretsBefore = before == null ? null : before.secrets();
        if (secrets == null) {
            opener = null;
        } else if (secretsBefore == null || !secrets.theirs().equals(secretsBefore.theirs())) {
            opener = secrets.theirs().opener();
        }
        boolean hearsTones = settings.hearsTones() && target.keys() == null;
        audio = hearsTones || sounds != null
                ? new InboundAudio(target.payloadType(), hearsTones ? new ToneDetector() : null, sounds)
                : null;
        learnedRtp = !settings.learnsSource();
        learnedRtcp = learnedRtp;
        collided = false;
    }

    /** False if it is no packet of this session. */
    private boolean onRtp(InboundPacket packet, long nowNanos) {
        ByteBuffer in = packet.buffer();
        int end = RtpHeader.payloadEnd(in, packet.length());
        if (end < 0) {
            return false;
        }
        int ssrc = RtpHeader.ssrc(in);
        if (ssrc == stream.ssrc()) {
            onCollision();
            return false;
        }
        reception.onPacket(ssrc, RtpHeader.sequenceNumber(in), RtpHeader.timestamp(in), nowNanos);
        hear(in, RtpHeader.payloadStart(in), end);
        return true;
    }

    /** Somebody has our name, or hears us and sends it back: another name, but only once for each place (RFC 3550 §8.2). */
    private void onCollision() {
        if (!collided) {
            collided = true;
            stream.changes().onCollision();
        }
    }

    private void hear(ByteBuffer in, int start, int end) {
        if (target.keys() != null && RtpHeader.payloadType(in) == target.keys().number()) {
            Key key = keys.onPacket(in, start, end, RtpHeader.timestamp(in));
            if (key != null) {
                stream.tellKey(key);
            }
        } else if (audio != null) {
            audio.onPacket(in, start, end, stream);
        }
    }

    private boolean onRtcp(InboundPacket packet, long nowNanos) {
        return rtcpReader.read(packet.buffer(), packet.length(), nowNanos, ntp.at(nowNanos));
    }

    /** The first good packet tells where the other side is, as seen from here. */
    private void learn(InetSocketAddress source, boolean rtcpPort) {
        if (rtcpPort && !learnedRtcp) {
            learnedRtcp = true;
            stream.changes().onLearned(source, true);
        } else if (!rtcpPort && !learnedRtp) {
            learnedRtp = true;
            stream.changes().onLearned(source, false);
        }
    }
}
