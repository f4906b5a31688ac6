package trunkline.sip.stream;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import trunkline.sip.trunk.TlsSettings;

/** A certificate authority of a test, and the certificates that it has made. */
public final class Authority {

    private final X509Bundle root;
    private final Path folder;

    public Authority() {
        try {
            folder = Files.createTempDirectory("authority");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.root = build(null, "CN=Test Authority");
    }

    /** Where its files are. */
    public Path folder() {
        return folder;
    }

    /** Makes a certificate for these names: {@code sip:} URIs, addresses, or DNS names. */
    public X509Bundle certify(String... names) {
        return build(root, "CN=" + (names.length == 0 ? "nobody" : "test"), names);
    }

    /** One without alternative names. */
    public X509Bundle certifyCommonName(String name) {
        return build(root, "CN=" + name + ",O=Test");
    }

    private static X509Bundle build(@Nullable X509Bundle issuer, String subject, String... names) {
        try {
            CertificateBuilder builder = new CertificateBuilder()
                    .ecp256()
                    .subject(subject)
                    .notBefore(Instant.now().minus(1, ChronoUnit.HOURS))
                    .notAfter(Instant.now().plus(1, ChronoUnit.DAYS));
            for (String name : names) {
                if (name.startsWith("*")) {
                    // The builder takes no wildcards: SubjectAltName (RFC 5280 §4.2.1.6) with one dNSName, in DER.
                    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
                    byte[] value = new byte[text.length + 4];
                    value[0] = 0x30;
                    value[1] = (byte) (text.length + 2);
                    value[2] = (byte) 0x82;
                    value[3] = (byte) text.length;
                    System.arraycopy(text, 0, value, 4, text.length);
                    builder.addExtensionOctetString("2.5.29.17", false, value);
                } else if (name.startsWith("sip:")) {
                    builder.addSanUriName(name);
                } else if (name.matches("[0-9.]+|.*:.*")) {
                    builder.addSanIpAddress(name);
                } else {
                    builder.addSanDnsName(name);
                }
            }
            return issuer == null
                    ? builder.setIsCertificateAuthority(true).buildSelfSigned()
                    : builder.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate certificate(String... names) {
        return certify(names).getCertificate();
    }

    /** Whom the test trusts. */
    public Path trusted() {
        return write("trusted.pem", root.getCertificatePEM());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that trust the authority, and show this certificate. */
    public TlsSettings settings(X509Bundle bundle) {
        String name = "c" + System.nanoTime();
        return TlsSettings.DEFAULT
                .withTrusted(trusted())
                .withCertificate(
                        write(name + ".pem", bundle.getCertificatePathPEM()),
                        write(name + ".key", bundle.getPrivateKeyPEM()));
    }

    /** For a peer with Java's own TLS. */
    public SSLContext context(X509Bundle bundle) {
        try {
            KeyManagerFactory keys = bundle.toKeyManagerFactory();
            TrustManagerFactory trust = root.toTrustManagerFactory();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
