package trunkline.sip.stack;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.TooManyListenersException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipListener;

/** One stack of jain-sip with its sockets and threads. Made and stopped by its user agent. */
final class JainStack {

    private static final int PORTS_TO_TRY = 20;

    private final SipStackImpl stack;
    private final SipProviderImpl provider;
    private final ThreadGroup threads;
    private final int port;

    private JainStack(SipStackImpl stack, SipProviderImpl provider, ThreadGroup threads, int port) {
        this.stack = stack;
        this.provider = provider;
        this.threads = threads;
        this.port = port;
    }

    /** Opens the sockets. Nothing arrives before {@link #listen}. */
    static JainStack open(SipSettings settings) throws IOException {
        // Its threads inherit the group, by which the one that it forgets when it stops can be reached.
        ThreadGroup threads = new ThreadGroup("sip-ua");
        FutureTask<JainStack> opening = new FutureTask<>(() -> open(settings, threads));
        new Thread(threads, opening, "sip-ua-start").start();
        try {
            return opening.get();
        } catch (ExecutionException e) {
            String where = settings.bindAddress() + ":" + settings.port();
            throw new IOException(
                    "SIP cannot listen on " + where + ": " + rootOf(e).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static JainStack open(SipSettings settings, ThreadGroup threads)
            throws IOException, PeerUnavailableException, SipException, InvalidArgumentException {
        for (int left = settings.port() == 0 ? PORTS_TO_TRY : 1; ; left--) {
            SipStackImpl stack = newStack(settings);
            try {
                int port = settings.port() == 0 ? freePort(settings) : settings.port();
                return new JainStack(stack, newProvider(stack, settings, port), threads, port);
            } catch (InvalidArgumentException | SipException | IOException | RuntimeException e) {
                stack.stop();
                if (left <= 1) {
                    throw e;
                }
            }
        }
    }

    private static SipStackImpl newStack(SipSettings settings) throws PeerUnavailableException {
        synchronized (Slf4jStackLogger.ONE_AT_A_TIME) {
            return new SipStackImpl(JainProperties.of(settings));
        }
    }

    private static SipProviderImpl newProvider(SipStackImpl stack, SipSettings settings, int port)
            throws InvalidArgumentException, SipException {
        ListeningPoint udp = stack.createListeningPoint(settings.bindAddress(), port, ListeningPoint.UDP);
        SipProviderImpl provider = (SipProviderImpl) stack.createSipProvider(udp);
        if (settings.tcp()) {
            provider.addListeningPoint(stack.createListeningPoint(settings.bindAddress(), port, ListeningPoint.TCP));
        }
        return provider;
    }

    /** A port that is free for UDP and TCP now; another program may take it before we do, so the caller tries again. */
    private static int freePort(SipSettings settings) throws IOException {
        InetAddress address = InetAddress.getByName(settings.bindAddress());
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, 0))) {
            int port = udp.getLocalPort();
            if (settings.tcp()) {
                new ServerSocket(port, 1, address).close();
            }
            return port;
        }
    }

    /** From now on messages pass {@code valve}, and then reach {@code listener}. */
    void listen(SIPMessageValve valve, SipListener listener) throws IOException {
        stack.sipMessageValves.add(valve);
        try {
            provider.addSipListener(listener);
        } catch (TooManyListenersException e) {
            throw new IOException("stack is in use", e);
        }
    }

    SipStackImpl stack() {
        return stack;
    }

    SipProviderImpl provider() {
        return provider;
    }

    int port() {
        return port;
    }

    MessageLog messageLog() {
        return (MessageLog) stack.getServerLogger();
    }

    SipSockets sockets() {
        return (SipSockets) stack.getNetworkLayer();
    }

    /** Closes the sockets and ends the threads. Takes about a second: jain-sip waits for its own. */
    void close() {
        stack.stop();
        threads.interrupt();
    }
}
