package trunkline.sip.stack;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.TooManyListenersException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipListener;
import trunkline.sip.stream.StreamLimits;
import trunkline.sip.stream.Streams;
import trunkline.sip.stream.TlsIdentity;

/** One stack of jain-sip with its sockets and threads. Made and stopped by its user agent. */
final class JainStack {

    private static final int PORTS_TO_TRY = 20;

    private final SipStackImpl stack;
    private final SipProviderImpl provider;
    private final ThreadGroup threads;
    private final Streams streams;
    private final StreamMessages streamMessages;
    private final Ports ports;

    /**
     * Where we listen.
     *
     * @param main UDP, and TCP if at all
     * @param tls the same as {@code main} where we do not listen on TLS
     */
    record Ports(int main, int tls) {}

    private JainStack(
            SipStackImpl stack,
            SipProviderImpl provider,
            ThreadGroup threads,
            Streams streams,
            StreamMessages streamMessages,
            Ports ports) {
        this.stack = stack;
        this.provider = provider;
        this.threads = threads;
        this.streams = streams;
        this.streamMessages = streamMessages;
        this.ports = ports;
    }

    /**
     * Opens the sockets. Nothing arrives before {@link #listen}.
     *
     * @param admits whether this address may connect to us
     */
    static JainStack open(SipSettings settings, Predicate<InetAddress> admits) throws IOException {
        // Its threads inherit the group, by which the one that it forgets when it stops can be reached.
        ThreadGroup threads = new ThreadGroup("sip-ua");
        FutureTask<JainStack> opening = new FutureTask<>(() -> open(settings, threads, admits));
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

    private static JainStack open(SipSettings settings, ThreadGroup threads, Predicate<InetAddress> admits)
            throws IOException, PeerUnavailableException, SipException, InvalidArgumentException {
        for (int left = settings.port() == 0 ? PORTS_TO_TRY : 1; ; left--) {
            SipStackImpl stack = newStack(settings);
            StreamMessages messages = new StreamMessages(stack, (MessageLog) stack.getServerLogger());
            Streams streams = new Streams(
                    InetAddress.getByName(settings.bindAddress()),
                    StreamLimits.DEFAULT.withMessageOctets(settings.limits().messageOctets()),
                    messages,
                    admits);
            try {
                Ports ports = listen(settings, streams);
                ((SipSockets) stack.getNetworkLayer()).setStreams(streams);
                SipProviderImpl provider = newProvider(stack, settings, ports);
                messages.open(provider, streams);
                return new JainStack(stack, provider, threads, streams, messages, ports);
            } catch (InvalidArgumentException | SipException | IOException | RuntimeException e) {
                stack.stop();
                streams.close();
                if (left <= 1) {
                    throw e;
                }
            }
        }
    }

    /** Opens the ports for connections, and finds one that is free for UDP too; another program may take it meanwhile. */
    private static Ports listen(SipSettings settings, Streams streams) throws IOException {
        int main = settings.port() == 0 ? freePort(settings) : settings.port();
        if (settings.tcp()) {
            streams.listen(main, null);
        }
        SipSettings.TlsListening tls = settings.tls();
        return new Ports(
                main,
                tls == null
                        ? main
                        : streams.listen(tls.port(), new TlsIdentity(tls.settings(), tls.demandsCertificate())));
    }

    private static SipStackImpl newStack(SipSettings settings) throws PeerUnavailableException {
        synchronized (Slf4jStackLogger.ONE_AT_A_TIME) {
            return new SipStackImpl(JainProperties.of(settings));
        }
    }

    private static SipProviderImpl newProvider(SipStackImpl stack, SipSettings settings, Ports ports)
            throws InvalidArgumentException, SipException {
        String address = settings.bindAddress();
        ListeningPoint udp = stack.createListeningPoint(address, ports.main(), ListeningPoint.UDP);
        SipProviderImpl provider = (SipProviderImpl) stack.createSipProvider(udp);
        if (settings.tcp()) {
            provider.addListeningPoint(stack.createListeningPoint(address, ports.main(), ListeningPoint.TCP));
        }
        provider.addListeningPoint(stack.createListeningPoint(address, ports.tls(), ListeningPoint.TLS));
        return provider;
    }

    private static int freePort(SipSettings settings) throws IOException {
        InetAddress address = InetAddress.getByName(settings.bindAddress());
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, 0))) {
            return udp.getLocalPort();
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

    Ports ports() {
        return ports;
    }

    Streams streams() {
        return streams;
    }

    StreamMessages streamMessages() {
        return streamMessages;
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
        streams.close();
        threads.interrupt();
    }
}
