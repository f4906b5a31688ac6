package trunkline.sip.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A callee on a port of this machine. {@link #start} opens it, {@link #close} ends its calls and closes it; what it
 * does with calls may be changed at any time. Thread-safe.
 */
public final class SipCallee implements AutoCloseable {

    private final CalleeSettings settings;
    private final AnswerMaker answers;
    private final CalleeListener listener;
    private final Map<String, CalleeBehaviour> byNumber = new ConcurrentHashMap<>();
    private volatile CalleeBehaviour general = CalleeBehaviour.answersAfter(Duration.ofSeconds(1));
    private @Nullable CalleeDesk desk;

    public SipCallee(CalleeSettings settings, AnswerMaker answers, CalleeListener listener) {
        this.settings = settings;
        this.answers = answers;
        this.listener = listener;
    }

    public synchronized void start() throws IOException {
        if (desk != null) {
            throw new IllegalStateException("a callee starts once");
        }
        CalleeDesk opened = new CalleeDesk(settings, answers, listener);
        opened.open(this::behaviour);
        desk = opened;
    }

    /** Where it listens; known after {@link #start}. */
    public synchronized InetSocketAddress localAddress() {
        if (desk == null) {
            throw new IllegalStateException("not started");
        }
        return new InetSocketAddress(settings.bindAddress(), desk.port());
    }

    /** What it does with calls to numbers that have no behaviour of their own. */
    public void behave(CalleeBehaviour behaviour) {
        general = behaviour;
    }

    /** What it does with calls to this number, the user part of the Request-URI. */
    public void behave(String number, CalleeBehaviour behaviour) {
        byNumber.put(number, behaviour);
    }

    private CalleeBehaviour behaviour(String number) {
        return byNumber.getOrDefault(number, general);
    }

    @Override
    public void close() {
        CalleeDesk open;
        synchronized (this) {
            open = desk;
        }
        if (open != null) {
            open.close();
        }
    }
}
