package trunkline.sip.stack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** The far end of a test over TCP or TLS: takes connections, says what the test says, and can break off in each way. */
final class ScriptedStreamPeer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 5;

    private final ServerSocket listening;
    private final boolean tls;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    /** One message, and the connection that it came by. */
    record Heard(SipText text, Socket connection) {

        String header(String name) {
            return text.header(name);
        }

        String startLine() {
            return text.startLine();
        }
    }

    private ScriptedStreamPeer(ServerSocket listening, boolean tls) {
        this.listening = listening;
        this.tls = tls;
        run(this::accept);
    }

    static ScriptedStreamPeer tcp() {
        return tcp(0);
    }

    /** At this port, which another may have had before. */
    static ScriptedStreamPeer tcp(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new ScriptedStreamPeer(socket, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScriptedStreamPeer tls(SSLContext context, boolean demandsCertificate, String... protocols) {
        return tls(0, context, demandsCertificate, protocols);
    }

    static ScriptedStreamPeer tls(int port, SSLContext context, boolean demandsCertificate, String... protocols) {
        try {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setNeedClientAuth(demandsCertificate);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            return new ScriptedStreamPeer(socket, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "scripted-stream-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                run(() -> read(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void read(Socket connection) {
        try {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String message = message(in);
                if (message == null) {
                    return;
                }
                heard.add(new Heard(
                        new SipText(message, (InetSocketAddress) connection.getRemoteSocketAddress()), connection));
            }
        } catch (IOException closed) {
            connections.remove(connection);
        }
    }

    private static @Nullable String message(InputStream in) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                return null;
            }
            header.write(octet);
            String text = header.toString(StandardCharsets.UTF_8);
            if (text.isBlank()) {
                continue;
            }
            if (text.endsWith("\r\n\r\n")) {
                int length = Integer.parseInt(text.replaceAll("(?is).*\r\nContent-Length:\\s*(\\d+).*", "$1"));
                return text.stripLeading() + new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    String hostPort() {
        return "127.0.0.1:" + port() + ";transport=" + (tls ? "tls" : "tcp");
    }

    String contact() {
        return "<sip:peer@" + hostPort() + ">";
    }

    int connections() {
        return connections.size();
    }

    /** The next message whose start line begins so; others that come before it are passed over. */
    Heard expect(String start) {
        try {
            while (true) {
                Heard next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("no " + start + " came");
                }
                if (next.text().startsWith(start)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void respond(Heard request, String status, String toTag, String... lines) {
        send(request.connection(), ScriptedPeer.response(request.text(), status, toTag, lines));
    }

    /** 200 to an INVITE, with an answer. */
    void answer(Heard invite, String toTag) {
        respond(
                invite,
                "200 OK",
                toTag,
                "Contact: " + contact(),
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
    }

    void send(Socket connection, String text) {
        try {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts all connections, as a process that is killed does. */
    void reset() {
        for (Socket connection : connections) {
            try {
                connection.setSoLinger(true, 0);
                connection.close();
            } catch (SocketException e) {
                // It is gone already.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        connections.clear();
    }

    /** Takes no more connections, and cuts those that there are. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }
}
