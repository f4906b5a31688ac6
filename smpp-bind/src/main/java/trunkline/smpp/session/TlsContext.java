package trunkline.smpp.session;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.session.TlsSettings.Identity;
import trunkline.smpp.session.TlsSettings.Trust;
import trunkline.smpp.session.TlsSettings.Version;

/** {@link TlsSettings} with their files read. */
final class TlsContext {

    private static final String CHECK_NAME = "HTTPS";
    /** How a key store of PKCS #12 begins; PEM, and the text that may stand before it, begins with neither. */
    private static final int DER_SEQUENCE = 0x30;

    private static final int JKS_MAGIC = 0xFE;

    private final SslContext context;
    private final TlsSettings settings;

    private TlsContext(SslContext context, TlsSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** Reads files: not on a loop. */
    static TlsContext of(TlsSettings settings) {
        List<String> versions =
                settings.least() == Version.TLS_1_3 ? List.of("TLSv1.3") : List.of("TLSv1.3", "TLSv1.2");
        var builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(versions)
                .trustManager(new ExplainedTrust(trust(settings.trust())))
                .endpointIdentificationAlgorithm(settings.checkName() ? CHECK_NAME : "");
        addIdentity(builder, settings.identity());
        try {
            return new TlsContext(builder.build(), settings);
        } catch (SSLException e) {
            throw new IllegalArgumentException("'tls': " + e.getMessage(), e);
        }
    }

    /** The handler of one connection to {@code host}; the bind has a deadline of its own for the handshake. */
    SslHandler handler(ByteBufAllocator allocator, String host, int port) {
        String name = settings.serverName().isEmpty() ? host : settings.serverName();
        SslHandler handler = context.newHandler(allocator, name, port);
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    private static X509ExtendedTrustManager trust(Trust trust) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trust.file() == null ? null : trustStore(trust.file(), trust.password()));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("this Java has no X.509 trust manager");
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw wrong(
                    "trust",
                    trust.file(),
                    "must hold certificates in PEM, or be a key store that its password opens",
                    e);
        }
    }

    private static KeyStore trustStore(Path file, String password) throws GeneralSecurityException, IOException {
        if (!isPem(file)) {
            return keyStore(file, password);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("no certificate in it");
            }
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
        }
        return store;
    }

    private static void addIdentity(SslContextBuilder builder, @Nullable Identity identity) {
        if (identity == null) {
            return;
        }
        String password = identity.password();
        try {
            Path key = identity.key();
            if (key != null) {
                File certificate = identity.certificate().toFile();
                builder.keyManager(certificate, key.toFile(), password.isEmpty() ? null : password);
                return;
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore(identity.certificate(), password), password.toCharArray());
            builder.keyManager(factory);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw wrong(
                    "identity",
                    identity.certificate(),
                    "must be a certificate with its key, that its password opens",
                    e);
        }
    }

    private static KeyStore keyStore(Path file, String password) throws GeneralSecurityException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        return KeyStore.getInstance(file.toFile(), password.toCharArray());
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            return first != DER_SEQUENCE && first != JKS_MAGIC;
        }
    }

    private static IllegalArgumentException wrong(String key, @Nullable Path file, String rule, Exception cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new IllegalArgumentException("'tls.%s' is '%s': %s (%s)".formatted(key, file, rule, why), cause);
    }
}
