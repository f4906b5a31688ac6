package trunkline.media.rtp;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ports of a pacer whose calls share them: one pair for each of its threads, given to calls in turn. Thread-safe.
 */
final class SharedPorts implements RtpPortSource {

    private final List<SharedPortIo> lanes;
    private final RtpPacer pacer;
    private final int streamsMax;
    private final AtomicInteger opened = new AtomicInteger();

    SharedPorts(List<SharedPortIo> lanes, RtpPacer pacer, int streamsMax) {
        this.lanes = List.copyOf(lanes);
        this.pacer = pacer;
        this.streamsMax = streamsMax;
    }

    @Override
    public RtpPorts.Opening open() {
        int turn = Math.floorMod(opened.getAndIncrement(), lanes.size());
        return new RtpPorts.Opening.Opened(lanes.get(turn).socket());
    }

    @Override
    public int available() {
        return Math.max(0, streamsMax - pacer.streams());
    }
}
