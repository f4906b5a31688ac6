package trunkline.gateway.config;

import java.util.Set;

/**
 * The section {@code dialects}.
 *
 * @param serve the vendors whose APIs are served beside the native one
 */
public record DialectsConfig(Set<Vendor> serve) {

    /** A vendor whose clients can be pointed here. */
    public enum Vendor {
        VOICETEL
    }

    static DialectsConfig read(Section section) {
        DialectsConfig config = new DialectsConfig(section.someOf("serve", Vendor.class));
        section.end();
        return config;
    }
}
