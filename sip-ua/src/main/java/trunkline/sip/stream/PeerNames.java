package trunkline.sip.stream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate is that of the host which we wanted to reach (RFC 5922 §7.1 to §7.3): by its {@code sip:} URIs if it
 * has any, else by its DNS names, else, where it has no alternative names at all, by its common name; or by its address.
 *
 * <p>RFC 5922 §7.2 allows no wildcards. Trunks use them nevertheless, for the name of each customer's host, so the leftmost
 * label may be one, as for HTTPS (RFC 6125 §6.4.3).
 */
final class PeerNames {

    private static final int DNS_NAME = 2;
    private static final int URI = 6;
    private static final int IP_ADDRESS = 7;

    private PeerNames() {}

    static boolean allow(X509Certificate certificate, String host) {
        String wanted = normal(host);
        return of(certificate).stream().anyMatch(name -> matches(normal(name), wanted));
    }

    /** Those that count, as they stand in the certificate. */
    static List<String> of(X509Certificate certificate) {
        Collection<List<?>> alternatives = alternatives(certificate);
        if (alternatives.isEmpty()) {
            String common = commonName(certificate);
            return common == null ? List.of() : List.of(common);
        }
        List<String> uris = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (List<?> alternative : alternatives) {
            String value = String.valueOf(alternative.get(1));
            int type = (Integer) alternative.get(0);
            if (type == URI && value.regionMatches(true, 0, "sip:", 0, 4)) {
                uris.add(value.substring(4).replaceAll(";.*", ""));
            } else if (type == DNS_NAME || type == IP_ADDRESS) {
                others.add(value);
            }
        }
        return uris.isEmpty() ? others : uris;
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null ? List.of() : alternatives;
        } catch (CertificateParsingException e) {
            return List.of(List.of(DNS_NAME, ""));
        }
    }

    private static @Nullable String commonName(X509Certificate certificate) {
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(rdn.getValue());
                }
            }
        } catch (InvalidNameException e) {
            return null;
        }
        return null;
    }

    /** Lower case, without a dot at the end; an address in one form, of the many that IPv6 has. */
    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        if (lower.contains(":")) {
            try {
                return InetAddress.getByName(lower).getHostAddress();
            } catch (UnknownHostException e) {
                return lower;
            }
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean matches(String name, String wanted) {
        if (!name.startsWith("*.")) {
            return name.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        boolean address = wanted.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return dot > 0
                && !address
                && name.indexOf('.', 2) > 0
                && wanted.substring(dot).equals(name.substring(1));
    }
}
