package trunkline.media.rtp;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.prompt.Prompt;

/**
 * One call's outgoing audio, as its owner holds it. Made by {@link RtpPacer#start}.
 *
 * <p>All methods may be called from any thread, take effect at the stream's next turn, at most one ptime later, and never
 * wait. The stream is open, and reports to the other side, until {@link #stop} or {@link RtpListener#onFailed}; a
 * finished prompt does not end it.
 */
public final class RtpStream {

    private final int ssrc;
    private final RtpListener listener;
    private final StreamEvents events;
    private final SendFigures figures = new SendFigures();
    private final Reception reception;

    private final AtomicReference<@Nullable RtpTarget> newTarget = new AtomicReference<>();
    private final AtomicReference<@Nullable Prompt> newPrompt = new AtomicReference<>();
    private final AtomicLong unreachable = new AtomicLong();
    private volatile RtpTarget target;
    private volatile Prompt prompt;
    private volatile boolean paused;
    private volatile boolean stopped;

    RtpStream(int ssrc, RtpTarget target, Prompt prompt, RtpListener listener, StreamEvents events) {
        this.ssrc = ssrc;
        this.target = target;
        this.prompt = prompt;
        this.listener = listener;
        this.events = events;
        this.reception = new Reception(target.payloadType().clockRate());
    }

    /** Ends the stream: no audio leaves after the packet that may be leaving now; a BYE follows, the sockets close. */
    public void stop() {
        stopped = true;
    }

    /** The other side holds the call: no audio until {@link #resume}, which goes on where the prompt stopped. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
    }

    /** Sends to another place, or in another form, from the next packet on; false if prompts are not kept in that form. */
    public boolean redirect(RtpTarget next) {
        Codec codec = Codec.of(next.payloadType());
        if (codec == null || prompt.audio(codec) == null) {
            return false;
        }
        target = next;
        newTarget.set(next);
        return true;
    }

    /** Plays {@code next} from its beginning, in place of what is or was playing; false if not kept in the right form. */
    public boolean play(Prompt next) {
        Codec codec = Codec.of(target.payloadType());
        if (codec == null || next.audio(codec) == null) {
            return false;
        }
        prompt = next;
        newPrompt.set(next);
        return true;
    }

    public RtpStats stats() {
        return figures.snapshot(unreachable.get(), reception.figures());
    }

    /** Where packets go, or will from the next on. */
    public RtpTarget target() {
        return target;
    }

    /** The synchronization source that names our packets (RFC 3550 §3). */
    public int ssrc() {
        return ssrc;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isStopped() {
        return stopped;
    }

    SendFigures figures() {
        return figures;
    }

    Reception reception() {
        return reception;
    }

    @Nullable
    RtpTarget takeTarget() {
        return newTarget.get() == null ? null : newTarget.getAndSet(null);
    }

    @Nullable
    Prompt takePrompt() {
        return newPrompt.get() == null ? null : newPrompt.getAndSet(null);
    }

    /** The other side's machine said that nobody listens there. */
    void onUnreachable() {
        unreachable.incrementAndGet();
    }

    /** How often. */
    long unreachable() {
        return unreachable.get();
    }

    /** False if the events' queue is full: tried again at the next turn. */
    boolean tellFinished() {
        return events.offer(() -> {
            if (!stopped) {
                listener.onFinished(this);
            }
        });
    }

    boolean tellFailed(RtpFailure failure) {
        return events.offer(() -> {
            if (!stopped) {
                stopped = true;
                listener.onFailed(this, failure);
            }
        });
    }
}
