package trunkline.gateway.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.bank.BankPlan;
import trunkline.gateway.dispatch.AmbiguityRule;
import trunkline.gateway.dispatch.AmbiguityRule.Choice;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.SmscProfile;

/**
 * One entry of {@code smsc}.
 *
 * @param name how routes, metrics and logs call it
 * @param profile what an SMSC of this make needs; the values below stand before its own
 * @param host its name or address
 * @param port TCP
 * @param login how the gateway introduces itself
 * @param session how its binds are made
 * @param limits how much it takes
 * @param timers how long to wait for what
 * @param encoding how it wants its messages
 * @param ambiguity what to do with a segment that was sent and not answered
 * @param bank the SIMs behind it; null if it is no bank of modems
 */
public record SmscConfig(
        String name,
        SmscProfile profile,
        String host,
        int port,
        Login login,
        Session session,
        Limits limits,
        SmscProfile.Timers timers,
        EncodingConfig encoding,
        AmbiguityRule ambiguity,
        @Nullable BankPlan bank) {

    /**
     * How the gateway introduces itself (SMPP 3.4 §5.2.1 to §5.2.3).
     *
     * @param systemId 1 to 15 characters
     * @param password up to 8 characters; not shown in {@link #toString}
     * @param systemType up to 12 characters, usually empty
     */
    public record Login(String systemId, String password, String systemType) {
        @Override
        public String toString() {
            return "Login[" + systemId + "]";
        }
    }

    /**
     * How its binds are made.
     *
     * @param binds at once
     * @param pairs whether a bind is a transmitter and a receiver instead of one transceiver
     * @param version interface_version: {@code 3.3}, {@code 3.4}, {@code 5.0}
     * @param addressRange what it asks to be served, usually empty (SMPP 3.4 §5.2.7)
     * @param localAddress of this machine, to connect from; empty to leave it to the system
     * @param tls null for connections in the clear
     */
    public record Session(
            int binds,
            boolean pairs,
            String version,
            String addressRange,
            String localAddress,
            @Nullable TlsConfig tls) {}

    /**
     * How much the SMSC takes.
     *
     * @param window submit_sm unanswered at once, on each bind
     * @param perSecond submit_sm a second on all binds together, also fractional
     * @param burst of them that may leave at once after a pause; 0 for as many as are due in a twentieth of a second
     */
    public record Limits(int window, double perSecond, int burst) {}

    /** What of the profile each plain key stands before. */
    private static final Map<String, String> PLAIN_KEYS = Map.ofEntries(
            Map.entry("version", "/smpp/bind/interface_version"),
            Map.entry("port", "/smpp/port"),
            Map.entry("window", "/smpp/flow/window"),
            Map.entry("rate", "/smpp/flow/rate"),
            Map.entry("alphabet", "/smpp/alphabet/dcs/0"),
            Map.entry("flash", "/smpp/alphabet/flash"),
            Map.entry("long-messages", "/smpp/long/mt"),
            Map.entry("enquire-link", "/smpp/timers/enquire_link"),
            Map.entry("response-timeout", "/smpp/timers/response"),
            Map.entry("bind-timeout", "/smpp/timers/session_init"));

    private static final int WINDOW_MAX = 10_000;
    private static final int PORT_MAX = 65_535;
    private static final int SYSTEM_ID_MAX = 15;
    private static final String SYSTEM_ID_RULE = "must be 1 to 15 characters (SMPP 3.4 §5.2.1)";
    private static final int SYSTEM_TYPE_MAX = 12;
    private static final int BINDS_MAX = 64;
    private static final int ADDRESS_RANGE_MAX = 40;
    private static final int BURST_MAX = 100_000;
    private static final List<String> VERSIONS = List.of("3.3", "3.4", "5.0");

    static SmscConfig read(Section section, ProfileCatalog profiles, Secrets secrets) {
        Profiled<SmscProfile> profiled = Profiled.smsc(section, profiles);
        SmscProfile profile = profiled.profile();
        BankPlan bank = BankConfig.read(section, profiled);
        SmscConfig config = new SmscConfig(
                Names.read(section),
                profile,
                section.required("host", "must be the name or address of the SMSC"),
                section.integer("port", port(section, profiled), 1, PORT_MAX),
                new Login(systemId(section), secrets.password(section), systemType(section, profile)),
                session(section, secrets, profiled),
                new Limits(
                        section.integer(
                                "window",
                                profiled.fallback(
                                        "/smpp/flow/window", profile.flow().window()),
                                1,
                                WINDOW_MAX),
                        section.read(
                                "rate",
                                "must be submits a second, minute or hour, such as 100/s, 12/m",
                                bank == null
                                        ? profiled.fallback(
                                                "/smpp/flow/rate",
                                                profile.flow().perSecond())
                                        : new Section.Fallback<>(bank.perSecond(), "its SIMs together"),
                                Values::perSecond),
                        section.integer("burst", 0, 0, BURST_MAX)),
                timers(section, profiled),
                EncodingConfig.read(section, profiled),
                ambiguity(section),
                bank);
        boolean parameters = config.encoding().settings().longMessages().needsParameters();
        if (parameters && config.session().version().equals(VERSIONS.get(0))) {
            section.wrong("long-messages", "must be udh8 or udh16 with version 3.3, which has no optional parameters");
        }
        profiled.end(config.name(), PLAIN_KEYS);
        return config;
    }

    private static Section.Fallback<Integer> port(Section section, Profiled<SmscProfile> profiled) {
        SmscProfile profile = profiled.profile();
        return section.has("tls")
                ? profiled.fallback("/smpp/tls/port", profile.tls().port())
                : profiled.fallback("/smpp/port", profile.port());
    }

    private static Session session(Section section, Secrets secrets, Profiled<SmscProfile> profiled) {
        SmscProfile.Bind bind = profiled.profile().bind();
        String version = section.read(
                "version",
                "must be one of " + VERSIONS,
                profiled.fallback("/smpp/bind/interface_version", bind.interfaceVersion()),
                text -> VERSIONS.contains(text) ? text : null);
        boolean oldest = version.equals(VERSIONS.get(0));
        boolean pairs = section.read(
                "bind-mode",
                "must be transceiver, or transmitter-receiver for a pair; SMPP 3.3 has pairs only",
                new Section.Fallback<>(oldest, "default"),
                text -> switch (text) {
                    case "transceiver" -> oldest ? null : Boolean.FALSE;
                    case "transmitter-receiver" -> Boolean.TRUE;
                    default -> null;
                });
        int most = Math.max(1, pairs ? bind.maxBinds() / 2 : bind.maxBinds());
        return new Session(
                section.integer("binds", 1, 1, Math.min(BINDS_MAX, most)),
                pairs,
                version,
                section.read(
                        "address-range",
                        "must be up to " + ADDRESS_RANGE_MAX + " characters (SMPP 3.4 §5.2.7)",
                        Section.Fallback.ofDefault(""),
                        text -> text.length() > ADDRESS_RANGE_MAX ? null : text),
                section.text("local-address", ""),
                TlsConfig.read(section, secrets));
    }

    private static AmbiguityRule ambiguity(Section section) {
        Choice choice = section.read(
                "on-ambiguous",
                "must be one of "
                        + Stream.of(Choice.values()).map(Choice::label).toList(),
                Section.Fallback.ofDefault(AmbiguityRule.RESEND.choice()),
                text -> Stream.of(Choice.values())
                        .filter(one -> one.label().equals(text))
                        .findFirst()
                        .orElse(null));
        return new AmbiguityRule(choice, section.duration("ambiguous-pause", AmbiguityRule.RESEND.pause()));
    }

    private static String systemType(Section section, SmscProfile profile) {
        String systemType = section.read(
                "system-type",
                "must be up to 12 characters (SMPP 3.4 §5.2.3)",
                Section.Fallback.ofDefault(""),
                text -> text.length() > SYSTEM_TYPE_MAX ? null : text);
        if (systemType.isEmpty() && profile.bind().systemType() == SmscProfile.Presence.REQUIRED) {
            section.wrong("system-type", "must be set: " + profile.id() + " refuses a bind without it");
        }
        return systemType;
    }

    private static String systemId(Section section) {
        String systemId = section.required("system-id", SYSTEM_ID_RULE);
        if (systemId.length() > SYSTEM_ID_MAX) {
            section.wrong("system-id", SYSTEM_ID_RULE);
        }
        return systemId;
    }

    private static SmscProfile.Timers timers(Section section, Profiled<SmscProfile> profiled) {
        SmscProfile.Timers timers = profiled.profile().timers();
        return new SmscProfile.Timers(
                section.duration("enquire-link", profiled.fallback("/smpp/timers/enquire_link", timers.enquireLink())),
                section.duration("response-timeout", profiled.fallback("/smpp/timers/response", timers.response())),
                section.duration("bind-timeout", profiled.fallback("/smpp/timers/session_init", timers.sessionInit())),
                timers.inactivity());
    }
}
