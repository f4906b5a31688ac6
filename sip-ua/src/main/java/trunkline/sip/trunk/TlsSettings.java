package trunkline.sip.trunk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Our side of TLS: whom we trust, and who we are. Files are PEM, and read again when they have changed, so a renewed
 * certificate counts from the next connection on.
 *
 * @param trusted certificates of authorities, or of the peer itself; null for those that the Java runtime trusts
 * @param certificate our certificate and its chain, for peers that ask (mutual TLS) or connect to us; null for none
 * @param key its private key, PKCS #8 without a password; given exactly where {@code certificate} is
 * @param minimum the oldest version that is spoken
 * @param name that the peer's certificate must have; null for the host that was looked up (RFC 5922 §4)
 */
public record TlsSettings(
        @Nullable Path trusted,
        @Nullable Path certificate,
        @Nullable Path key,
        Version minimum,
        @Nullable String name) {

    /** Versions of TLS that are safe. */
    public enum Version {
        TLS_1_2("TLSv1.2"),
        TLS_1_3("TLSv1.3");

        private final String token;

        Version(String token) {
            this.token = token;
        }

        /** Of its number: {@code 1.2}, {@code 1.3}. */
        public static Version of(String number) {
            return number.equals("1.3") ? TLS_1_3 : TLS_1_2;
        }

        /** As Java calls it. */
        public String token() {
            return token;
        }
    }

    /** Trusts what Java trusts, shows no certificate, speaks 1.2 and 1.3. */
    public static final TlsSettings DEFAULT = new TlsSettings(null, null, null, Version.TLS_1_2, null);

    public TlsSettings {
        SettingCheck.that(
                (certificate == null) == (key == null),
                "key",
                String.valueOf(key),
                "must be given where a certificate is, and only there");
    }

    public TlsSettings withTrusted(Path file) {
        return new TlsSettings(file, certificate, key, minimum, name);
    }

    public TlsSettings withCertificate(Path chainFile, Path keyFile) {
        return new TlsSettings(trusted, chainFile, keyFile, minimum, name);
    }

    public TlsSettings withMinimum(Version version) {
        return new TlsSettings(trusted, certificate, key, version, name);
    }

    public TlsSettings withName(String newName) {
        return new TlsSettings(trusted, certificate, key, minimum, newName);
    }
}
