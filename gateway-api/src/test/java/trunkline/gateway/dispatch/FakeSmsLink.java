package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.UnfinishedSms;

/** A link with a window, that sends nothing and remembers what it was given. Runs everything on the caller's thread. */
final class FakeSmsLink implements SmsLink {

    private record Text(int segments) implements Encoded {
        @Override
        public @Nullable String form() {
            return null;
        }
    }

    /** A text that this link cannot send. */
    static final String UNSENDABLE = "unsendable";

    private final List<SegmentKey> submitted = new ArrayList<>();
    private final @Nullable Senders senders;
    private int free;
    private boolean down;

    FakeSmsLink(int window) {
        this(window, null);
    }

    /** With several senders. */
    FakeSmsLink(int window, @Nullable Senders senders) {
        this.free = window;
        this.senders = senders;
    }

    @Override
    public @Nullable Senders senders() {
        return senders;
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
    public @Nullable Encoded encode(OutboundMessage message) {
        String text = ((Content.Text) message.request().content()).text();
        return text.equals(UNSENDABLE) ? null : new Text(text.split(" ", -1).length);
    }

    @Override
    public @Nullable Encoded encodeAgain(UnfinishedSms sms) {
        return encode(sms.message());
    }

    @Override
    public int takePermits(int wanted) {
        int taken = down ? 0 : Math.min(wanted, free);
        free -= taken;
        return taken;
    }

    @Override
    public void returnPermits(int count) {
        free += count;
    }

    @Override
    public void releasePermit(int bind) {
        free++;
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

    /** From now on it has no permits. */
    void goDown() {
        down = true;
    }

    /** Permits that nobody holds. */
    int free() {
        return free;
    }
}
