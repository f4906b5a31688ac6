package trunkline.gateway.config;

import java.time.Duration;
import trunkline.gateway.dispatch.RedialRules;
import trunkline.gateway.dispatch.RedialRules.Rule;

/** Which calls of a trunk are tried again; keys of its entry under {@code trunks}. */
final class TrunkRedial {

    private static final int TIMES_MAX = 50;
    private static final Duration BUSY = Duration.ofMinutes(1);
    private static final Duration NO_ANSWER = Duration.ofMinutes(5);
    private static final Duration TROUBLE = Duration.ofSeconds(30);

    private TrunkRedial() {}

    static RedialRules read(Section section) {
        return new RedialRules(
                rule(section, "busy", BUSY), rule(section, "no-answer", NO_ANSWER), rule(section, "trouble", TROUBLE));
    }

    private static Rule rule(Section section, String kind, Duration interval) {
        return new Rule(
                section.integer(kind + "-retries", 0, 0, TIMES_MAX), section.duration(kind + "-interval", interval));
    }
}
