package trunkline.media.rtp;

import java.nio.ByteBuffer;

/** Counts the RTP and reads the RTCP that one call's other side sends. Confined to the inbound thread. */
final class StreamInbound {

    private final RtpStream stream;
    private final Reception reception;
    private final RtcpReader rtcpReader;
    private final NtpTime ntp;

    StreamInbound(RtpStream stream, NtpTime ntp) {
        this.stream = stream;
        this.reception = stream.reception();
        this.rtcpReader =
                new RtcpReader(stream.ssrc(), stream.target().payloadType().clockRate(), reception);
        this.ntp = ntp;
    }

    /** For the RTP socket. */
    Inbound.Handler rtp() {
        return new Inbound.Handler(this::onRtp, stream::onUnreachable);
    }

    /** For the RTCP socket. */
    Inbound.Handler rtcp() {
        return new Inbound.Handler(this::onRtcp, stream::onUnreachable);
    }

    private void onRtp(ByteBuffer in, int length, long nowNanos) {
        if (RtpHeader.isValid(in, length)) {
            reception.onPacket(RtpHeader.ssrc(in), RtpHeader.sequenceNumber(in), RtpHeader.timestamp(in), nowNanos);
        } else {
            reception.onStray();
        }
    }

    private void onRtcp(ByteBuffer in, int length, long nowNanos) {
        if (!rtcpReader.read(in, length, nowNanos, ntp.at(nowNanos))) {
            reception.onStray();
        }
    }
}
