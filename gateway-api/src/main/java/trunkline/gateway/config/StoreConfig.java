package trunkline.gateway.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import trunkline.gateway.message.BodyKeeping;
import trunkline.gateway.message.BodyKeeping.Bodies;

/**
 * The section {@code store}.
 *
 * @param url {@code sqlite:PATH}, the path relative to the configuration file
 * @param keepMessages how long a message is kept after it has ended; zero for ever
 * @param keepInbound how long a message from a phone is kept; zero for ever
 * @param bodies whether the texts of SMS stay once they are needed no more
 * @param inboundBodies how long those of messages from phones are there to be read where they do not stay
 */
public record StoreConfig(
        String url, Duration keepMessages, Duration keepInbound, BodyKeeping bodies, Duration inboundBodies) {

    private static final String URL = "sqlite:data/trunkline.db";
    private static final String KEEP_MESSAGES = "keep-messages";
    private static final String KEEP_INBOUND = "keep-inbound";
    private static final String INBOUND_BODIES = "inbound-bodies";
    private static final Duration INBOUND_BODIES_KEPT = Duration.ofHours(24);
    private static final Duration KEPT_MAX = Duration.ofDays(36_500);

    /**
     * Reads it.
     *
     * @param webhooks how long events are kept, which tell of messages
     * @param inbound how long a delivery is known again
     */
    static StoreConfig read(Section section, WebhooksConfig webhooks, InboundConfig inbound) {
        StoreConfig config = new StoreConfig(
                section.read(
                        "url",
                        "must be sqlite:PATH",
                        Section.Fallback.ofDefault(URL),
                        text -> text.matches("sqlite:.+") ? text : null),
                kept(section, KEEP_MESSAGES, webhooks.keepEvents(), "webhooks.keep-events"),
                kept(section, KEEP_INBOUND, inbound.repeatsWithin(), "inbound.repeats-within"),
                bodies(section),
                inboundBodies(section, inbound.repeatsWithin()));
        section.end();
        return config;
    }

    /** A text by which a delivery is known again has to be there. */
    private static Duration inboundBodies(Section section, Duration repeatsWithin) {
        Duration usual = INBOUND_BODIES_KEPT.compareTo(repeatsWithin) < 0 ? repeatsWithin : INBOUND_BODIES_KEPT;
        Duration kept = section.duration(INBOUND_BODIES, usual);
        if (kept.compareTo(repeatsWithin) < 0) {
            section.wrong(
                    INBOUND_BODIES,
                    "must be at least as long as inbound.repeats-within, " + Values.write(repeatsWithin));
        }
        return kept;
    }

    private static BodyKeeping bodies(Section section) {
        Bodies usual = section.oneOf("bodies", Bodies.KEEP);
        Map<String, Bodies> accounts = new HashMap<>();
        for (Section account : section.sections("accounts")) {
            String name = account.required("name", "must be the name of an account");
            if (accounts.put(name, account.oneOf("bodies", usual)) != null) {
                account.wrong("name", "is there twice");
            }
            account.end();
        }
        return new BodyKeeping(usual, accounts);
    }

    /** A day at least: as long as an Idempotency-Key stands for the message that it has made. */
    private static Duration kept(Section section, String key, Duration other, String otherKey) {
        Duration kept = OnOff.read(section, key, KEPT_MAX);
        if (!kept.isZero() && kept.compareTo(Duration.ofDays(1)) < 0) {
            section.wrong(key, "must be at least 1d");
        } else if (!kept.isZero() && kept.compareTo(other) < 0) {
            section.wrong(key, "must be at least as long as " + otherKey + ", " + Values.write(other));
        }
        return kept;
    }
}
