package trunkline.gateway.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.RedialRules;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.TrunkProfile;

/**
 * One entry of {@code trunks}.
 *
 * @param name how routes, metrics and logs call it
 * @param profile what a trunk of this make needs
 * @param proxy where its INVITEs go
 * @param login how the gateway introduces itself
 * @param limits how much it takes
 * @param ringTimeout how long a phone may ring
 * @param media what its calls' audio is like
 * @param sip how SIP is spoken with it
 * @param play how its calls play
 * @param redial which calls are tried again
 */
public record TrunkConfig(
        String name,
        TrunkProfile profile,
        Proxy proxy,
        Login login,
        Limits limits,
        Duration ringTimeout,
        TrunkMedia media,
        TrunkSip sip,
        TrunkPlay play,
        RedialRules redial) {

    /**
     * Where INVITEs go, written {@code HOST:PORT;transport=udp}. What is not written the name servers say (RFC 3263 §4).
     *
     * @param host name or address
     * @param port 0 where none is written
     * @param transport {@code udp}, {@code tcp} or {@code tls}; empty where none is written
     */
    public record Proxy(String host, int port, String transport) {
        private static final Pattern SYNTAX =
                Pattern.compile("(\\[[0-9a-f:]+]|[a-z0-9._-]+)(?::([0-9]{1,5}))?(?:;transport=(udp|tcp|tls))?");

        static @Nullable Proxy parse(String text, int defaultPort, String defaultTransport) {
            Matcher matcher = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                return null;
            }
            String port = matcher.group(2);
            Integer number = port == null ? Integer.valueOf(defaultPort) : Values.integer(port, 1, PORT_MAX);
            String transport = matcher.group(3);
            return number == null
                    ? null
                    : new Proxy(matcher.group(1), number, transport == null ? defaultTransport : transport);
        }

        @Override
        public String toString() {
            return host + (port == 0 ? "" : ":" + port) + (transport.isEmpty() ? "" : ";transport=" + transport);
        }
    }

    /**
     * How the gateway introduces itself.
     *
     * @param fromDomain host part of From; empty for the gateway's own address
     * @param username for digest authentication (RFC 7616); empty where the trunk knows us by address
     * @param password not shown in {@link #toString}
     */
    public record Login(String fromDomain, String username, String password) {
        @Override
        public String toString() {
            return "Login[" + username + "@" + fromDomain + "]";
        }
    }

    /**
     * How much the trunk takes.
     *
     * @param channels calls at once
     * @param callsPerSecond new calls a second, also fractional
     */
    public record Limits(int channels, double callsPerSecond) {}

    private static final int PORT_MAX = 65_535;
    private static final int DEFAULT_PORT = 5_060;
    private static final int CHANNELS = 30;
    private static final int CHANNELS_MAX = 10_000;
    private static final double CALLS_PER_SECOND = 5;
    private static final Duration RING_TIMEOUT = Duration.ofSeconds(45);

    static TrunkConfig read(Section section, ProfileCatalog profiles, Secrets secrets) {
        Profiled<TrunkProfile> profiled = Profiled.trunk(section, profiles);
        TrunkProfile profile = profiled.profile();
        TrunkConfig config = new TrunkConfig(
                Names.read(section),
                profile,
                proxy(section, profile),
                new Login(section.text("from-domain", ""), section.text("username", ""), secrets.password(section)),
                new Limits(
                        section.integer("channels", CHANNELS, 1, CHANNELS_MAX),
                        section.read(
                                "call-rate",
                                "must be calls a second, minute or hour, such as 5/s",
                                Section.Fallback.ofDefault(CALLS_PER_SECOND),
                                Values::perSecond)),
                section.duration("ring-timeout", RING_TIMEOUT),
                TrunkMedia.read(section),
                TrunkSip.read(section, secrets),
                TrunkPlay.read(section),
                TrunkRedial.read(section));
        check(section, config);
        profiled.end(config.name(), Map.of());
        return config;
    }

    private static Proxy proxy(Section section, TrunkProfile profile) {
        String rule = "must be HOST or HOST:PORT, and ;transport=udp, ;transport=tcp or ;transport=tls";
        int port = profile.port() == DEFAULT_PORT ? 0 : profile.port();
        // where nothing is said of UDP, the domain's records may (RFC 3263)
        String transport = profile.transport() == TrunkProfile.Transport.TCP ? "tcp" : "";
        Proxy proxy = Proxy.parse(section.required("proxy", rule), port, transport);
        if (proxy == null) {
            section.wrong("proxy", rule);
            return new Proxy("", port, transport);
        }
        return proxy;
    }

    private static void check(Section section, TrunkConfig config) {
        if (config.sip().registration().wanted() && config.login().username().isEmpty()) {
            section.wrong("register", "needs a username beside it");
        }
    }
}
