package trunkline.gateway.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** An endpoint of webhooks on plain sockets: it remembers what it gets, and answers as it is told, however badly. */
public final class HookServer implements AutoCloseable {

    /**
     * A webhook that has come.
     *
     * @param headers by their names in lower case
     */
    public record Hook(String path, Map<String, String> headers, String body, int connection) {

        public String id() {
            return headers.getOrDefault("webhook-id", "");
        }
    }

    /** Does with a connection whatever it likes; what it throws closes it. */
    public interface Behaviour {
        void serve(Socket socket, int connection) throws Exception;
    }

    private final ServerSocket listening;
    private final Behaviour behaviour;
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private HookServer(ServerSocket listening, Behaviour behaviour) {
        this.listening = listening;
        this.behaviour = behaviour;
    }

    /** One that takes everything. */
    public static HookServer good() {
        return answering(hook -> 200);
    }

    /** One that answers each webhook with the status that {@code status} gives, which may take its time, and a body even with 204. */
    public static HookServer answering(ToIntFunction<Hook> status) {
        HookServer[] self = new HookServer[1];
        HookServer server = open("127.0.0.1", (socket, connection) -> {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Hook hook; (hook = read(in, connection)) != null; ) {
                int code = status.applyAsInt(hook);
                self[0].hooks.add(hook);
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + code + " X\r\nContent-Length: 2\r\n\r\nok")
                                .getBytes(StandardCharsets.US_ASCII));
            }
        });
        self[0] = server;
        server.start();
        return server;
    }

    /** One that does with each connection what {@code behaviour} does. */
    public static HookServer behaving(Behaviour behaviour) {
        return behaving("127.0.0.1", behaviour);
    }

    /** The same on another address of this machine. */
    public static HookServer behaving(String address, Behaviour behaviour) {
        HookServer server = open(address, behaviour);
        server.start();
        return server;
    }

    private static HookServer open(String address, Behaviour behaviour) {
        try {
            return new HookServer(new ServerSocket(0, 1_000, InetAddress.getByName(address)), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        daemon(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    sockets.add(socket);
                    int number = connections.incrementAndGet();
                    daemon(() -> serve(socket, number));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "hook-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            behaviour.serve(socket, connection);
        } catch (Exception e) {
            // a client that goes away is nothing to tell of
        }
    }

    /** The next request, or null at the end. */
    public static @Nullable Hook read(InputStream in, int connection) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        String header = line(in);
        while (!header.isEmpty()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
            header = line(in);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Hook(line.split(" ", -1)[1], headers, new String(body, StandardCharsets.UTF_8), connection);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet; (octet = in.read()) >= 0 && octet != '\n'; ) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    public String url() {
        return "http://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort() + "/hook";
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What has come, in the order in which it was answered. */
    public List<Hook> hooks() {
        return hooks;
    }

    public int connections() {
        return connections.get();
    }

    /** Cuts all connections that are open now. */
    public void cut() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
