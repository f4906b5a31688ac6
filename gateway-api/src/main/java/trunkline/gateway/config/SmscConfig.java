package trunkline.gateway.config;

import java.util.Map;
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
 * @param limits how much it takes
 * @param timers how long to wait for what
 * @param encoding how it wants its messages
 */
public record SmscConfig(
        String name,
        SmscProfile profile,
        String host,
        int port,
        Login login,
        Limits limits,
        SmscProfile.Timers timers,
        EncodingConfig encoding) {

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
     * How much the SMSC takes.
     *
     * @param window submit_sm unanswered at once
     * @param perSecond submit_sm a second, also fractional
     */
    public record Limits(int window, double perSecond) {}

    /** What of the profile each plain key stands before. */
    private static final Map<String, String> PLAIN_KEYS = Map.of(
            "port", "/smpp/port",
            "window", "/smpp/flow/window",
            "enquire-link", "/smpp/timers/enquire_link",
            "response-timeout", "/smpp/timers/response",
            "bind-timeout", "/smpp/timers/session_init");

    private static final int WINDOW_MAX = 10_000;
    private static final double PER_SECOND = 100;
    private static final int PORT_MAX = 65_535;
    private static final int SYSTEM_ID_MAX = 15;
    private static final String SYSTEM_ID_RULE = "must be 1 to 15 characters (SMPP 3.4 §5.2.1)";
    private static final int SYSTEM_TYPE_MAX = 12;

    static SmscConfig read(Section section, ProfileCatalog profiles, Secrets secrets) {
        Profiled<SmscProfile> profiled = Profiled.smsc(section, profiles);
        SmscProfile profile = profiled.profile();
        SmscConfig config = new SmscConfig(
                Names.read(section),
                profile,
                section.required("host", "must be the name or address of the SMSC"),
                section.integer("port", profiled.fallback("/smpp/port", profile.port()), 1, PORT_MAX),
                new Login(
                        systemId(section),
                        secrets.password(section),
                        section.read(
                                "system-type",
                                "must be up to 12 characters (SMPP 3.4 §5.2.3)",
                                Section.Fallback.ofDefault(""),
                                text -> text.length() > SYSTEM_TYPE_MAX ? null : text)),
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
                                Section.Fallback.ofDefault(PER_SECOND),
                                Values::perSecond)),
                timers(section, profiled),
                EncodingConfig.read(section));
        profiled.end(config.name(), PLAIN_KEYS);
        return config;
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
                section.duration("bind-timeout", profiled.fallback("/smpp/timers/session_init", timers.sessionInit())));
    }
}
