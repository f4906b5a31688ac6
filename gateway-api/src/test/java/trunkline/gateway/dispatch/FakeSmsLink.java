package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;

/** A link with a window, that sends nothing and remembers what it was given. Runs everything on the caller's thread. */
final class FakeSmsLink implements SmsLink {

    private record Text(int segments) implements Encoded {}

    private final List<SegmentKey> submitted = new ArrayList<>();
    private int free;

    FakeSmsLink(int window) {
        this.free = window;
    }

    @Override
    public String name() {
        return "carrier-a";
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    /** As many segments as the text has words. */
    @Override
    public Encoded encode(OutboundMessage message) {
        String text = ((Content.Text) message.request().content()).text();
        return new Text(text.split(" ", -1).length);
    }

    @Override
    public int takePermits(int wanted) {
        int taken = Math.min(wanted, free);
        free -= taken;
        return taken;
    }

    @Override
    public void releasePermits(int count) {
        free += count;
    }

    @Override
    public void submit(Encoded sms, SegmentKey segment) {
        submitted.add(segment);
    }

    /** What was submitted since the last call. */
    List<SegmentKey> takeSubmitted() {
        List<SegmentKey> taken = List.copyOf(submitted);
        submitted.clear();
        return taken;
    }

    /** Permits that nobody holds. */
    int free() {
        return free;
    }
}
