package trunkline.media.recorder;

import java.time.Duration;

/**
 * How a call sounded from the callee's end.
 *
 * @param packets of audio, each counted once
 * @param lost packets missing between the first and the last, by sequence number
 * @param duplicates packets that came again
 * @param reordered packets that came after a later one
 * @param strays datagrams that are no RTP, of another source, or of an unknown payload type
 * @param events packets of key presses (RFC 4733)
 * @param markers packets with the marker bit: beginnings of talkspurts
 * @param reports RTCP packets
 * @param audio from the first sample to the last, gaps included
 * @param complete whether all of it was kept; if not, it went beyond the bound
 * @param deviation of the time between packets from the time between their timestamps, as this thread saw it
 */
public record RecordingReport(
        long packets,
        long lost,
        long duplicates,
        long reordered,
        long strays,
        long events,
        long markers,
        long reports,
        Duration audio,
        boolean complete,
        Deviation deviation) {

    /** Half, 99 % and all of the packets were no further off. */
    public record Deviation(long p50Micros, long p99Micros, long maxMicros) {}
}
