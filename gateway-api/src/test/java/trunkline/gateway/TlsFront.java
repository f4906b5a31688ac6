package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** What ends TLS before a gateway, as a proxy does in production; its certificate is one of its own making for 127.0.0.1. */
final class TlsFront implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final SSLServerSocket listening;
    private final Path certificate;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private TlsFront(SSLServerSocket listening, Path certificate, int port) {
        this.listening = listening;
        this.certificate = certificate;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param directory gets its key and certificate
     * @param port where the gateway listens
     */
    static TlsFront before(int port, Path directory) throws Exception {
        Path store = directory.resolve("front.p12");
        Path certificate = directory.resolve("front.pem");
        keytool(directory, store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=front", "-ext", "SAN=IP:127.0.0.1");
        keytool(directory, store, "-exportcert", "-rfc", "-file", certificate.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(listening, certificate, port);
        start("tls-front", front::accept);
        return front;
    }

    private static void keytool(Path directory, Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", "key", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket gateway = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(client);
                sockets.add(gateway);
                start("tls-front-in", () -> copy(client, gateway));
                start("tls-front-out", () -> copy(gateway, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // the other direction has closed both
        }
    }

    /** Where it listens: HOST:PORT. */
    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Its certificate, in PEM. */
    Path certificate() {
        return certificate;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
