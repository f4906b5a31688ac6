package trunkline.sip.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One TLS connection that is opened to look at the other side's certificate, and closed. Blocks.
 *
 * <p>Judges as connections of trunks are judged: by the certificates that we trust, and then by the name (RFC 5922 §7).
 */
public final class TlsVisit {

    /** What was seen. */
    public sealed interface Sight {

        /**
         * The handshake succeeded.
         *
         * @param version such as {@code TLSv1.3}
         * @param cipher the suite that was agreed on
         * @param names those of the certificate that count
         * @param isNamed whether one of them is the name that was wanted
         * @param ends after this the certificate does not hold
         */
        record Shaken(String version, String cipher, List<String> names, boolean isNamed, Instant ends)
                implements Sight {
            public Shaken {
                names = List.copyOf(names);
            }
        }

        /** There is no connection on which TLS could be spoken. */
        record NoConnection(String why) implements Sight {}

        /** The handshake failed, for what one of the sides did not like. */
        record NoHandshake(String why) implements Sight {}
    }

    private static final int COMPLAINT_MILLIS = 500;

    private TlsVisit() {}

    /**
     * Opens and closes it.
     *
     * @param name that the certificate must have
     * @param patience for the connection, and for each step of the handshake
     */
    public static Sight to(InetSocketAddress address, String name, TlsIdentity identity, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            return shake(socket, name, identity);
        } catch (IOException e) {
            return new Sight.NoConnection(String.valueOf(e.getMessage()));
        }
    }

    private static Sight shake(Socket socket, String name, TlsIdentity identity) {
        try {
            SSLContext context = identity.clientContext();
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
            tls.setEnabledProtocols(identity.protocols().toArray(String[]::new));
            tls.startHandshake();
            awaitComplaint(tls);
            X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
            return new Sight.Shaken(
                    tls.getSession().getProtocol(),
                    tls.getSession().getCipherSuite(),
                    PeerNames.of(certificate),
                    PeerNames.allow(certificate, name),
                    certificate.getNotAfter().toInstant());
        } catch (IOException e) {
            return new Sight.NoHandshake(root(e));
        }
    }

    /** By TLS 1.3 the other side says only after the handshake that it wants a certificate of ours. */
    private static void awaitComplaint(SSLSocket tls) throws IOException {
        tls.setSoTimeout(Math.min(tls.getSoTimeout(), COMPLAINT_MILLIS));
        try {
            if (tls.getInputStream().read() < 0) {
                throw new IOException("it closed the connection right after the handshake");
            }
        } catch (SocketTimeoutException e) {
            // no complaint
        }
    }

    private static String root(Throwable failure) {
        @Nullable Throwable cause = failure;
        String text = String.valueOf(failure.getMessage());
        while (cause != null) {
            text = cause.getMessage() == null ? text : cause.getMessage();
            cause = cause.getCause();
        }
        return text;
    }
}
