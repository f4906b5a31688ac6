package trunkline.sip.stream;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import trunkline.sip.trunk.TlsSettings;
import trunkline.sip.trunk.TlsSettings.Version;

/**
 * Our certificate and those that we trust, ready to be used; read anew when a file has changed. Equal where the settings
 * are. Thread-safe.
 */
public final class TlsIdentity {

    private final TlsSettings settings;
    private final boolean demandsCertificate;
    private List<Stamp> read = List.of();
    private @Nullable SslContext client;
    private @Nullable SslContext server;

    /** When and how large a file was as it was read. */
    private record Stamp(Path file, long modifiedMillis, long size) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        }
    }

    /** One that reads its files when they are needed; {@link #check} before. */
    public TlsIdentity(TlsSettings settings) {
        this(settings, false);
    }

    /** @param demandsCertificate whether whoever connects to us must show a certificate that we trust */
    public TlsIdentity(TlsSettings settings, boolean demandsCertificate) {
        this.settings = settings;
        this.demandsCertificate = demandsCertificate;
    }

    /** Reads the files, to see whether they can be used. */
    public void check() throws IOException {
        client();
        if (hasCertificate()) {
            server();
        }
    }

    /** Whether we can be connected to. */
    public boolean hasCertificate() {
        return settings.certificate() != null;
    }

    /** For connections that we open. */
    synchronized SslContext client() throws IOException {
        refresh();
        SslContext ready = client;
        if (ready == null) {
            SslContextBuilder builder = SslContextBuilder.forClient();
            Path certificate = settings.certificate();
            if (certificate != null) {
                builder.keyManager(
                        certificate.toFile(),
                        Objects.requireNonNull(settings.key()).toFile());
            }
            ready = build(builder);
            client = ready;
        }
        return ready;
    }

    /** The same, for connections outside of Netty. */
    SSLContext clientContext() throws IOException {
        if (client() instanceof JdkSslContext context) {
            return context.context();
        }
        throw new IOException("TLS is not that of the Java runtime");
    }

    /** For connections that others open. */
    synchronized SslContext server() throws IOException {
        refresh();
        SslContext ready = server;
        if (ready == null) {
            Path certificate = settings.certificate();
            if (certificate == null) {
                throw new IOException("a TLS server needs a certificate");
            }
            ready = build(SslContextBuilder.forServer(
                            certificate.toFile(),
                            Objects.requireNonNull(settings.key()).toFile())
                    .clientAuth(demandsCertificate ? ClientAuth.REQUIRE : ClientAuth.NONE));
            server = ready;
        }
        return ready;
    }

    private SslContext build(SslContextBuilder builder) throws IOException {
        try {
            if (settings.trusted() != null) {
                builder.trustManager(settings.trusted().toFile());
            }
            // The name is checked after the handshake, as SIP has it and not as HTTPS (RFC 5922 §7).
            return builder.protocols(protocols())
                    .endpointIdentificationAlgorithm(null)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("TLS files cannot be used: " + e.getMessage(), e);
        }
    }

    /** The versions that are spoken, as Java calls them. */
    List<String> protocols() {
        return Stream.of(Version.values())
                .filter(version -> version.compareTo(settings.minimum()) >= 0)
                .map(Version::token)
                .toList();
    }

    private void refresh() throws IOException {
        List<Stamp> now = new ArrayList<>();
        for (Path file : Stream.of(settings.trusted(), settings.certificate(), settings.key())
                .filter(Objects::nonNull)
                .toList()) {
            now.add(Stamp.of(file));
        }
        if (!now.equals(read)) {
            client = null;
            server = null;
            read = now;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlsIdentity that
                && settings.equals(that.settings)
                && demandsCertificate == that.demandsCertificate;
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }
}
