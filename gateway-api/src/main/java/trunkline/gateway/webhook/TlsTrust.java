package trunkline.gateway.webhook;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** How endpoints are known over TLS: by the system's authorities and those of the configuration, and by their name. */
final class TlsTrust {

    private static final String CHECK_NAME = "HTTPS";

    private TlsTrust() {}

    /** @param more certificates in PEM to believe beside the system's, null for none */
    static SslContext context(@Nullable Path more) throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(more == null ? null : authorities(more));
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .trustManager(factory)
                    .endpointIdentificationAlgorithm(CHECK_NAME)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("'webhooks.trust' is '" + more + "': must hold certificates in PEM: " + e, e);
        }
    }

    private static KeyStore authorities(Path more) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        TrustManagerFactory system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        system.init((KeyStore) null);
        int number = 0;
        for (TrustManager manager : system.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                for (X509Certificate certificate : x509.getAcceptedIssuers()) {
                    store.setCertificateEntry("system-" + number++, certificate);
                }
            }
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(more))) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("configured-" + number++, certificate);
            }
        }
        return store;
    }
}
