package trunkline.smpp.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to an SMSC is protected. Files are read at each attempt to connect, so that a renewed certificate is
 * used without a restart.
 *
 * @param trust whom to believe
 * @param identity our own certificate, for an SMSC that asks for one; null to have none
 * @param checkName whether the SMSC's certificate must name {@code serverName}
 * @param serverName the name to look for in it, also sent as server_name (RFC 6066 §3); empty for the host connected to
 * @param least the lowest version taken
 */
public record TlsSettings(
        Trust trust, @Nullable Identity identity, boolean checkName, String serverName, Version least) {

    /** The system's certificate authorities, the SMSC's name checked, no certificate of ours. */
    public static final TlsSettings DEFAULT = new TlsSettings(Trust.SYSTEM, null, true, "", Version.TLS_1_2);

    /** Versions of TLS; older ones are broken. */
    public enum Version {
        TLS_1_2,
        TLS_1_3
    }

    /**
     * Whom to believe.
     *
     * @param file certificates in PEM, or a key store (PKCS #12 or JKS); null for the system's authorities
     * @param password of a key store; not shown by {@link #toString}
     */
    public record Trust(@Nullable Path file, String password) {

        public static final Trust SYSTEM = new Trust(null, "");

        /** Certificates in PEM: of an authority, or of the SMSC itself. */
        public static Trust pem(Path file) {
            return new Trust(file, "");
        }

        @Override
        public String toString() {
            return file == null ? "Trust[system]" : "Trust[" + file + ", password=***]";
        }
    }

    /**
     * Our own certificate.
     *
     * @param certificate the chain in PEM, ours first; or a key store that has the key too
     * @param key the private key in PEM (PKCS #8); null if {@code certificate} is a key store
     * @param password of the key or of the key store; empty if there is none; not shown by {@link #toString}
     */
    public record Identity(Path certificate, @Nullable Path key, String password) {

        @Override
        public String toString() {
            return "Identity[" + certificate + ", key=" + key + ", password=***]";
        }
    }

    public TlsSettings withTrust(Trust other) {
        return new TlsSettings(other, identity, checkName, serverName, least);
    }

    public TlsSettings withIdentity(@Nullable Identity other) {
        return new TlsSettings(trust, other, checkName, serverName, least);
    }

    public TlsSettings withServerName(String other) {
        return new TlsSettings(trust, identity, checkName, other, least);
    }

    public TlsSettings withLeast(Version other) {
        return new TlsSettings(trust, identity, checkName, serverName, other);
    }

    /** Any name will do: for an SMSC whose certificate names something else, and is trusted by itself. */
    public TlsSettings withoutNameCheck() {
        return new TlsSettings(trust, identity, false, serverName, least);
    }

    /**
     * Reads the files, to find out before the first attempt whether they can be used.
     *
     * @throws IllegalArgumentException naming the key, the file, and what is wrong with it
     */
    public void check() {
        TlsContext.of(this);
    }
}
