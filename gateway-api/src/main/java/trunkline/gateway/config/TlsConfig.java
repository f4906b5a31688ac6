package trunkline.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is protected: the section {@code tls} of an SMSC.
 *
 * @param trust certificates to believe in PEM, or a key store; null for the system's authorities
 * @param trustPassword of a key store
 * @param certificate our own, in PEM or a key store with its key; null for none
 * @param key its private key in PEM; null if {@code certificate} is a key store
 * @param keyPassword of the key or of the key store
 * @param checkName whether the certificate of the other side must name it
 * @param serverName the name to look for; empty for the host connected to
 * @param least the lowest version taken, {@code 1.2} or {@code 1.3}
 */
public record TlsConfig(
        @Nullable Path trust,
        String trustPassword,
        @Nullable Path certificate,
        @Nullable Path key,
        String keyPassword,
        boolean checkName,
        String serverName,
        String least) {

    static final String LEAST_RULE = "must be 1.2 or 1.3";

    /** A lowest version of TLS; null if it is none that is safe. */
    static @Nullable String least(String text) {
        return text.equals("1.2") || text.equals("1.3") ? text : null;
    }

    /** The section under {@code tls}, or null if there is none: in the clear. */
    static @Nullable TlsConfig read(Section parent, Secrets secrets) {
        if (!parent.has("tls")) {
            return null;
        }
        Section section = parent.section("tls");
        TlsConfig config = new TlsConfig(
                file(section, "trust", secrets),
                secrets.optional(section, "trust-password"),
                file(section, "certificate", secrets),
                file(section, "key", secrets),
                secrets.optional(section, "key-password"),
                section.flag("check-name", true),
                section.text("server-name", ""),
                section.read("least", LEAST_RULE, Section.Fallback.ofDefault("1.2"), TlsConfig::least));
        if (config.key() != null && config.certificate() == null) {
            section.wrong("key", "needs a certificate beside it");
        }
        section.end();
        return config;
    }

    private static @Nullable Path file(Section section, String key, Secrets secrets) {
        String name = section.text(key, "");
        return name.isEmpty() ? null : secrets.baseDirectory().resolve(name);
    }

    @Override
    public String toString() {
        return "TlsConfig[" + trust + ", " + certificate + "]";
    }
}
