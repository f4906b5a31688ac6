package trunkline.media.recorder;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;
import trunkline.media.srtp.SrtpKey;
import trunkline.media.srtp.SrtpOpener;

/**
 * What came in of one call. Thread-safe: the recorder's thread writes, others read.
 *
 * <p>The first packet decides which source is heard; others are strays.
 */
final class Heard {

    /** RTCP's types, where it shares the audio's port (RFC 5761 §4). */
    private static final int RTCP_TYPES_FROM = 192;

    private static final int RTCP_TYPES_TO = 223;

    private final List<PayloadType> payloadTypes;
    private final Arrivals arrivals;
    private final HeardAudio audio;
    private boolean started;
    private int source;
    private long strays;
    private long events;
    private long markers;
    private long reports;
    private @Nullable SrtpKey key;
    private @Nullable SrtpOpener opener;

    Heard(List<PayloadType> payloadTypes, Duration max) {
        this.payloadTypes = List.copyOf(payloadTypes);
        this.audio = new HeardAudio(max);
        this.arrivals = new Arrivals(max);
    }

    /** Packets are protected with this key, if with any; under the same key, counting goes on. */
    synchronized void protectedBy(@Nullable SrtpKey key) {
        if (!Objects.equals(key, this.key)) {
            this.key = key;
            opener = key == null ? null : key.opener();
        }
    }

    /** Takes the report between position and limit of {@code in}. */
    synchronized void onRtcp(ByteBuffer in) {
        if (open(in, true)) {
            reports++;
        } else {
            strays++;
        }
    }

    /** Takes the datagram between position and limit of {@code in}: audio, a key, or a report at the same port. */
    synchronized void onRtp(ByteBuffer in, long nowNanos) {
        int type = in.remaining() < 2 ? 0 : in.get(in.position() + 1) & 0xFF;
        if (type >= RTCP_TYPES_FROM && type <= RTCP_TYPES_TO) {
            onRtcp(in);
        } else if (open(in, false)) {
            onOpenRtp(in, nowNanos);
        } else {
            strays++;
        }
    }

    /** Takes the protection off, in place; false if it is not the caller's. */
    private boolean open(ByteBuffer in, boolean rtcp) {
        if (opener == null) {
            return true;
        }
        byte[] octets = new byte[in.remaining()];
        in.get(in.position(), octets);
        int length = rtcp ? opener.rtcp(octets, octets.length) : opener.rtp(octets, octets.length);
        if (length == SrtpOpener.REFUSED) {
            return false;
        }
        in.put(in.position(), octets, 0, length).limit(in.position() + length);
        return true;
    }

    /** RFC 3550 §5.1. */
    private void onOpenRtp(ByteBuffer in, long nowNanos) {
        int start = in.position();
        int payload = payloadStart(in);
        int end = payload < 0 ? -1 : payloadEnd(in);
        if (end < payload || payload < 0) {
            strays++;
            return;
        }
        int ssrc = in.getInt(start + 8);
        if (!started) {
            started = true;
            source = ssrc;
        }
        int number = in.get(start + 1) & 0x7F;
        PayloadType type = payloadTypes.stream()
                .filter(known -> known.number() == number)
                .findFirst()
                .orElse(null);
        if (ssrc != source || type == null) {
            strays++;
            return;
        }
        markers += (in.get(start + 1) & 0x80) == 0 ? 0 : 1;
        if (type.isTelephoneEvent()) {
            events++;
            return;
        }
        int timestamp = in.getInt(start + 4);
        if (arrivals.onPacket(in.getShort(start + 2) & 0xFFFF, timestamp, nowNanos)) {
            audio.put(type.encoding(), in, payload, end - payload, timestamp);
        }
    }

    synchronized short[] samples() {
        return audio.samples();
    }

    synchronized int sampleRate() {
        return audio.sampleRate();
    }

    synchronized RecordingReport report() {
        return new RecordingReport(
                arrivals.packets(),
                arrivals.lost(),
                arrivals.duplicates(),
                arrivals.reordered(),
                strays,
                events,
                markers,
                reports,
                audio.duration(),
                audio.isComplete(),
                arrivals.deviation());
    }

    /** After the header, contributing sources and an extension; −1 if this is no RTP packet. */
    private static int payloadStart(ByteBuffer in) {
        int start = in.position();
        int length = in.remaining();
        if (length < 12 || (in.get(start) & 0xC0) != 0x80) {
            return -1;
        }
        int header = 12 + 4 * (in.get(start) & 0x0F);
        if ((in.get(start) & 0x10) != 0) {
            header += header + 4 > length ? length : 4 + 4 * (in.getShort(start + header + 2) & 0xFFFF);
        }
        return header > length ? -1 : start + header;
    }

    /** Before the padding, whose last octet says how long it is. */
    private static int payloadEnd(ByteBuffer in) {
        boolean padded = (in.get(in.position()) & 0x20) != 0;
        return in.limit() - (padded ? in.get(in.limit() - 1) & 0xFF : 0);
    }
}
