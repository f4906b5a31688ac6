package trunkline.media.rtp;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import trunkline.media.dtmf.Key;
import trunkline.media.dtmf.KeyTimeline;
import trunkline.media.prompt.Prompt;

/**
 * What others want of a stream, or have learned of it, until the pacing thread takes it at the stream's next turn. That
 * thread looks at one number each turn, and at the rest only when it has changed. Thread-safe.
 */
final class StreamChanges {

    private volatile int count;

    private boolean stopped;
    private boolean paused;
    private @Nullable RtpTarget target;
    private @Nullable Prompt prompt;
    private @Nullable InetSocketAddress learnedRtp;
    private @Nullable InetSocketAddress learnedRtcp;
    private final Deque<Key> keys = new ArrayDeque<>();
    private boolean collision;
    private long unreachable;

    /** Grows with every change. */
    int count() {
        return count;
    }

    synchronized void onStopped() {
        stopped = true;
        count++;
    }

    synchronized void onPaused(boolean pause) {
        paused = pause;
        count++;
    }

    synchronized void onTarget(RtpTarget next) {
        target = next;
        count++;
    }

    synchronized void onPrompt(Prompt next) {
        prompt = next;
        count++;
    }

    /** False if too many wait. */
    synchronized boolean onKey(Key key) {
        if (keys.size() == KeyTimeline.WAITING_MAX) {
            return false;
        }
        keys.add(key);
        count++;
        return true;
    }

    /** The other side's machine said that nobody listens there. */
    synchronized void onUnreachable() {
        unreachable++;
        count++;
    }

    synchronized long unreachable() {
        return unreachable;
    }

    /** The other side uses our SSRC (RFC 3550 §8.2). */
    synchronized void onCollision() {
        collision = true;
        count++;
    }

    /** The other side's packets come from here. */
    synchronized void onLearned(InetSocketAddress source, boolean rtcp) {
        if (rtcp) {
            learnedRtcp = source;
        } else {
            learnedRtp = source;
        }
        count++;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized boolean isPaused() {
        return paused;
    }

    synchronized @Nullable RtpTarget takeTarget() {
        RtpTarget taken = target;
        target = null;
        return taken;
    }

    synchronized @Nullable Prompt takePrompt() {
        Prompt taken = prompt;
        prompt = null;
        return taken;
    }

    synchronized @Nullable Key takeKey() {
        return keys.poll();
    }

    synchronized boolean takeCollision() {
        boolean taken = collision;
        collision = false;
        return taken;
    }

    synchronized @Nullable InetSocketAddress takeLearned(boolean rtcp) {
        InetSocketAddress taken = rtcp ? learnedRtcp : learnedRtp;
        if (rtcp) {
            learnedRtcp = null;
        } else {
            learnedRtp = null;
        }
        return taken;
    }
}
