package trunkline.sip.simulator;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.stack.MessageLog;
import trunkline.sip.stack.Slf4jStackLogger;
import trunkline.sip.stack.StackTimer;

/** The callee's own stack of jain-sip, with dialogs. */
final class CalleeStack {

    private static final Logger LOGGER = LoggerFactory.getLogger(CalleeStack.class);

    private static final int PORTS_TO_TRY = 20;

    private final SipStackImpl stack;
    private final SipProviderImpl provider;
    private final ThreadGroup threads;
    private final int port;

    private CalleeStack(SipStackImpl stack, SipProviderImpl provider, ThreadGroup threads, int port) {
        this.stack = stack;
        this.provider = provider;
        this.threads = threads;
        this.port = port;
    }

    static CalleeStack open(CalleeSettings settings) throws IOException {
        // jain-sip forgets a thread when it stops; its group finds it.
        ThreadGroup threads = new ThreadGroup("sip-callee");
        FutureTask<CalleeStack> opening = new FutureTask<>(() -> openOnFreePort(settings, threads));
        new Thread(threads, opening, "sip-callee-start").start();
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "callee cannot listen on " + settings.bindAddress() + ":" + settings.port(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static CalleeStack openOnFreePort(CalleeSettings settings, ThreadGroup threads)
            throws IOException, SipException, InvalidArgumentException {
        for (int left = settings.port() == 0 ? PORTS_TO_TRY : 1; ; left--) {
            int port = settings.port() == 0 ? freePort(settings.bindAddress()) : settings.port();
            SipStackImpl stack;
            synchronized (Slf4jStackLogger.ONE_AT_A_TIME) {
                stack = new SipStackImpl(properties());
            }
            try {
                SipProviderImpl provider = (SipProviderImpl) stack.createSipProvider(
                        stack.createListeningPoint(settings.bindAddress(), port, ListeningPoint.UDP));
                if (settings.tcp()) {
                    provider.addListeningPoint(
                            stack.createListeningPoint(settings.bindAddress(), port, ListeningPoint.TCP));
                }
                return new CalleeStack(stack, provider, threads, port);
            } catch (InvalidArgumentException | SipException e) {
                stop(stack);
                if (left <= 1) {
                    throw e;
                }
            }
        }
    }

    /** A stack whose second listening point could not be made cannot stop: its first one was never started. */
    private static void stop(SipStackImpl stack) {
        try {
            stack.stop();
        } catch (NullPointerException neverStarted) {
            LOGGER.debug("a stack that was never started", neverStarted);
        }
    }

    private static int freePort(String address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0))) {
            return socket.getLocalPort();
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "sip-callee");
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "16384");
        properties.setProperty("gov.nist.javax.sip.READ_TIMEOUT", "10000");
        properties.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", Integer.toString(4 << 20));
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", Slf4jStackLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", MessageLog.class.getName());
        properties.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", StackTimer.class.getName());
        return properties;
    }

    void listen(SipListener listener) throws IOException {
        try {
            provider.addSipListener(listener);
        } catch (TooManyListenersException e) {
            throw new IOException("stack is in use", e);
        }
    }

    SipProviderImpl provider() {
        return provider;
    }

    int port() {
        return port;
    }

    void close() {
        stack.stop();
        threads.interrupt();
    }
}
