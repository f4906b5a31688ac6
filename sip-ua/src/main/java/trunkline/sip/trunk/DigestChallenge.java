package trunkline.sip.trunk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a 401 or 407 asks for (RFC 7616 §3.3, RFC 3261 §22.4). Values of quoted strings are kept as they came, escapes
 * included, since {@code unq()} of RFC 7616 §3.4.1 takes off the quotes only and they go back unchanged.
 *
 * @param proxy whether it came as Proxy-Authenticate and is answered by Proxy-Authorization
 * @param algorithmToken as it came, to be sent back; null where none was named, which means MD5
 * @param qop empty where there is none, as in RFC 2069
 * @param opaque to be sent back; null where there is none
 * @param userhash whether the user name may be sent as a hash (RFC 7616 §3.4.4)
 */
public record DigestChallenge(
        boolean proxy,
        String realm,
        String nonce,
        @Nullable String algorithmToken,
        Set<String> qop,
        @Nullable String opaque,
        boolean stale,
        boolean userhash) {

    private static final Pattern PARAMETER =
            Pattern.compile("([\\w*-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]+))", Pattern.DOTALL);

    public DigestChallenge {
        qop = Set.copyOf(qop);
    }

    /** Reads the value of a WWW-Authenticate or Proxy-Authenticate header; empty for another scheme or a broken one. */
    public static Optional<DigestChallenge> parse(boolean proxy, String value) {
        String trimmed = value.strip();
        if (!trimmed.regionMatches(true, 0, "Digest ", 0, "Digest ".length())) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(trimmed.substring("Digest ".length()));
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        if (realm == null || nonce == null) {
            return Optional.empty();
        }
        return Optional.of(new DigestChallenge(
                proxy,
                realm,
                nonce,
                parameters.get("algorithm"),
                qopOptions(parameters.getOrDefault("qop", "")),
                parameters.get("opaque"),
                "true".equalsIgnoreCase(parameters.get("stale")),
                "true".equalsIgnoreCase(parameters.get("userhash"))));
    }

    private static Map<String, String> parameters(String list) {
        Map<String, String> parameters = new HashMap<>();
        Matcher next = PARAMETER.matcher(list);
        while (next.find()) {
            String text = next.group(2) == null ? next.group(3) : next.group(2);
            parameters.putIfAbsent(next.group(1).toLowerCase(Locale.ROOT), text);
        }
        return parameters;
    }

    private static Set<String> qopOptions(String list) {
        Set<String> options =
                new HashSet<>(Arrays.asList(list.toLowerCase(Locale.ROOT).split("[\\s,]+")));
        options.remove("");
        return options;
    }

    /** Empty for one that we do not know. */
    Optional<DigestAlgorithm> algorithm() {
        return algorithmToken == null ? Optional.of(DigestAlgorithm.MD5) : DigestAlgorithm.byToken(algorithmToken);
    }
}
