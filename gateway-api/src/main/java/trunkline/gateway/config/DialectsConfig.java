package trunkline.gateway.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import trunkline.gateway.message.Sender;

/**
 * The section {@code dialects}.
 *
 * @param serve the vendors whose APIs are served beside the native one
 * @param bulkSender whom recipients see where an API lets the sender be left out; nothing if it must not be
 */
public record DialectsConfig(Set<Vendor> serve, Optional<Sender> bulkSender) {

    /** A vendor whose clients can be pointed here. */
    public enum Vendor {
        VOICETEL,
        VOIP_COMMUNICATIONS,
        VOXIMPLANT;

        /** Its name in the configuration. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static DialectsConfig read(Section section) {
        Set<Vendor> serve = section.someOf("serve", Vendor.class);
        String bulkSender = section.text("bulk-sender", "");
        String broken = bulkSender.isEmpty() ? null : Sender.brokenRule(bulkSender);
        if (broken != null) {
            section.wrong("bulk-sender", broken);
        }
        section.end();
        return new DialectsConfig(
                serve, bulkSender.isEmpty() || broken != null ? Optional.empty() : Optional.of(new Sender(bulkSender)));
    }
}
