package trunkline.media.rtp;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.Codec;
import trunkline.media.dtmf.Key;
import trunkline.media.hearing.HeardSound;
import trunkline.media.prompt.Prompt;

/**
 * One call's outgoing audio, as its owner holds it. Made by {@link RtpPacer#start}.
 *
 * <p>All methods may be called from any thread, take effect at the stream's next turn, at most one ptime later, and never
 * wait. The stream is open, and reports to the other side, until {@link #stop} or {@link RtpListener#onFailed}; a
 * finished prompt does not end it.
 */
public final class RtpStream {

    /** Key presses and sounds that are told but not heard yet by the owner; more are dropped: nobody presses that fast. */
    private static final int UNTOLD_MAX = 8;

    private final RtpListener listener;
    private final StreamEvents events;
    private final SendFigures figures = new SendFigures();
    private final Reception reception;
    private final StreamChanges changes = new StreamChanges();
    private final AtomicInteger untold = new AtomicInteger();
    private volatile int ssrc;
    private volatile RtpTarget target;
    private volatile Prompt prompt;
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
        changes.onStopped();
    }

    /** The other side holds the call: no audio until {@link #resume}, which goes on where the prompt stopped. */
    public void pause() {
        changes.onPaused(true);
    }

    public void resume() {
        changes.onPaused(false);
    }

    /** Sends to another place, or in another form, from the next packet on; false if prompts are not kept in that form. */
    public boolean redirect(RtpTarget next) {
        Codec codec = Codec.of(next.payloadType());
        if (codec == null || prompt.audio(codec) == null) {
            return false;
        }
        target = next;
        changes.onTarget(next);
        return true;
    }

    /** Plays {@code next} from its beginning, in place of what is or was playing; false if not kept in the right form. */
    public boolean play(Prompt next) {
        Codec codec = Codec.of(target.payloadType());
        if (codec == null || next.audio(codec) == null) {
            return false;
        }
        prompt = next;
        changes.onPrompt(next);
        return true;
    }

    /**
     * Presses a key; the prompt waits meanwhile. False if the other side takes no key presses, or too many wait
     * ({@link trunkline.media.dtmf.KeyTimeline#WAITING_MAX}).
     */
    public boolean press(Key key) {
        return target.keys() != null && changes.onKey(key);
    }

    public RtpStats stats() {
        return figures.snapshot(changes.unreachable(), reception.figures());
    }

    /** Where packets go, or will from the next on. */
    public RtpTarget target() {
        return target;
    }

    /**
     * Where the last packet to our port of audio came from, whether it counts or not; null before the first. Of other places than
     * {@link #target} only where the source may be learned: else the system drops them.
     */
    public @Nullable InetSocketAddress source() {
        return reception.source();
    }

    /** The synchronization source that names our packets (RFC 3550 §3); another one once the other side has the same. */
    public int ssrc() {
        return ssrc;
    }

    boolean isStopped() {
        return stopped;
    }

    StreamChanges changes() {
        return changes;
    }

    SendFigures figures() {
        return figures;
    }

    Reception reception() {
        return reception;
    }

    void rename(int other) {
        ssrc = other;
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

    /** A key that the other side pressed. */
    void tellKey(Key key) {
        tell(() -> listener.onKey(this, key));
    }

    /** Something in the audio of the other side. */
    void tellSound(HeardSound sound) {
        tell(() -> listener.onSound(this, sound));
    }

    private void tell(Runnable event) {
        if (untold.incrementAndGet() > UNTOLD_MAX || !events.offer(() -> hear(event))) {
            untold.decrementAndGet();
        }
    }

    private void hear(Runnable event) {
        untold.decrementAndGet();
        if (!stopped) {
            event.run();
        }
    }
}
