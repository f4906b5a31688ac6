package trunkline.media.recorder;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import trunkline.media.codec.PayloadType;

/**
 * What came in of one call. Thread-safe: the recorder's thread writes, others read.
 *
 * <p>The first packet decides which source is heard; others are strays.
 */
final class Heard {

    private final List<PayloadType> payloadTypes;
    private final Arrivals arrivals;
    private final HeardAudio audio;
    private boolean started;
    private int source;
    private long strays;
    private long events;
    private long markers;
    private long reports;

    Heard(List<PayloadType> payloadTypes, Duration max) {
        this.payloadTypes = List.copyOf(payloadTypes);
        this.audio = new HeardAudio(max);
        this.arrivals = new Arrivals(max);
    }

    synchronized void onRtcp() {
        reports++;
    }

    /** Takes the datagram between position and limit of {@code in} (RFC 3550 §5.1). */
    synchronized void onRtp(ByteBuffer in, long nowNanos) {
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
