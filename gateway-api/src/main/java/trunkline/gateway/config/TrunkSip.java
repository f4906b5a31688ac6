package trunkline.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.profile.yaml.YamlValue;

/**
 * How SIP is spoken with a trunk, beyond its address and our login; keys of its entry under {@code trunks}.
 *
 * @param domain host of the Request-URI and To; empty for that of the proxy
 * @param caller how the calling number is shown
 * @param registration whether, and where, it is told where we are
 * @param watchEvery how often it is asked by OPTIONS whether it is there; zero for never
 * @param talk longest call from the answer on
 * @param redirects whether the addresses of a 3xx are called
 * @param techPrefix digits before the called number
 * @param headers added to each INVITE
 * @param sources addresses that its requests may come from, beside those of its proxy
 * @param tls null where nothing is said of it
 */
public record TrunkSip(
        String domain,
        Caller caller,
        Registration registration,
        Duration watchEvery,
        Duration talk,
        boolean redirects,
        String techPrefix,
        Map<String, String> headers,
        List<String> sources,
        @Nullable Tls tls) {

    /**
     * How the calling number is shown.
     *
     * @param user user part of From in its place; empty for the number
     * @param hidden whether the callee may not see it (RFC 3323, RFC 3325)
     * @param diversion the number that calls were diverted from (RFC 5806); empty for none
     */
    public record Caller(String user, boolean hidden, String diversion) {}

    /**
     * REGISTER (RFC 3261 §10).
     *
     * @param wanted whether the trunk needs it
     * @param registrar host of its Request-URI; empty for the trunk's domain
     * @param expires that is asked for
     */
    public record Registration(boolean wanted, String registrar, Duration expires) {}

    /**
     * Our side of TLS.
     *
     * @param trust certificates to believe, in PEM; null for the system's authorities
     * @param certificate our own with its chain, in PEM; null for none
     * @param key its private key, in PEM
     * @param serverName that the trunk's certificate must have; empty for the host of the proxy
     * @param least the lowest version taken, {@code 1.2} or {@code 1.3}
     */
    public record Tls(
            @Nullable Path trust, @Nullable Path certificate, @Nullable Path key, String serverName, String least) {}

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_.-]+(?::\\d{1,5})?|\\[[0-9A-Fa-f:.]+\\](?::\\d{1,5})?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.!~*'()&=+$,;?/-]+");
    private static final Pattern DIVERSION = Pattern.compile("\\+?[0-9*#]{1,20}");
    private static final Pattern PREFIX = Pattern.compile("[0-9*#]{1,10}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final String HOST_RULE = "must be a host name or an address";
    private static final Duration EXPIRES = Duration.ofHours(1);
    private static final Duration EXPIRES_MAX = Duration.ofDays(1);
    private static final Duration TALK = Duration.ofHours(1);
    private static final Duration TALK_MAX = Duration.ofDays(1);
    private static final Duration WATCH_MAX = Duration.ofHours(1);

    static TrunkSip read(Section section, Secrets secrets) {
        return new TrunkSip(
                optional(section, "domain", HOST, HOST_RULE),
                new Caller(
                        optional(section, "from-user", USER, "must be a SIP user"),
                        section.flag("hide-number", false),
                        optional(section, "diversion", DIVERSION, "must be up to 20 digits, with or without +")),
                new Registration(
                        section.flag("register", false),
                        optional(section, "registrar", HOST, HOST_RULE),
                        upTo(section, "register-expires", EXPIRES, EXPIRES_MAX)),
                OnOff.read(section, "options-every", WATCH_MAX),
                upTo(section, "max-duration", TALK, TALK_MAX),
                section.flag("follow-redirects", true),
                optional(section, "tech-prefix", PREFIX, "must be up to 10 of 0-9*#"),
                headers(section),
                sources(section),
                tls(section, secrets));
    }

    private static String optional(Section section, String key, Pattern pattern, String rule) {
        return section.read(
                key,
                rule,
                Section.Fallback.ofDefault(""),
                text -> text.isEmpty() || pattern.matcher(text).matches() ? text : null);
    }

    private static Duration upTo(Section section, String key, Duration fallback, Duration max) {
        String rule = "must be a duration of 1s to " + Values.write(max);
        return section.read(key, rule, Section.Fallback.ofDefault(fallback), text -> {
            Duration duration = Values.duration(text);
            return duration == null || duration.toSeconds() < 1 || duration.compareTo(max) > 0 ? null : duration;
        });
    }

    private static Map<String, String> headers(Section section) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, YamlValue> entry :
                section.mapping("headers").entries().entrySet()) {
            boolean isText = entry.getValue() instanceof YamlValue.Scalar scalar
                    && scalar.text().chars().noneMatch(Character::isISOControl);
            if (!isText || !HEADER.matcher(entry.getKey()).matches()) {
                section.wrong("headers", "must be names of headers with a line of text each");
                continue;
            }
            headers.put(entry.getKey(), ((YamlValue.Scalar) entry.getValue()).text());
        }
        section.reading()
                .inForce(
                        section.pathOf("headers"),
                        headers.toString(),
                        section.written("headers") == null && !section.has("headers")
                                ? "default"
                                : section.reading().origin(section.line("headers")));
        return headers;
    }

    private static List<String> sources(Section section) {
        List<String> sources = section.texts("sources");
        if (!sources.stream().allMatch(source -> ADDRESS.matcher(source).matches())) {
            section.wrong("sources", "must be a list of addresses");
            return List.of();
        }
        return sources;
    }

    private static @Nullable Tls tls(Section parent, Secrets secrets) {
        if (!parent.has("tls")) {
            return null;
        }
        Section section = parent.section("tls");
        Tls tls = new Tls(
                file(section, "trust", secrets),
                file(section, "certificate", secrets),
                file(section, "key", secrets),
                optional(section, "server-name", HOST, HOST_RULE),
                section.read("least", TlsConfig.LEAST_RULE, Section.Fallback.ofDefault("1.2"), TlsConfig::least));
        if ((tls.certificate() == null) != (tls.key() == null)) {
            section.wrong("key", "must be given where a certificate is, and only there");
        }
        section.end();
        return tls;
    }

    private static @Nullable Path file(Section section, String key, Secrets secrets) {
        String name = section.text(key, "");
        return name.isEmpty() ? null : secrets.baseDirectory().resolve(name);
    }
}
