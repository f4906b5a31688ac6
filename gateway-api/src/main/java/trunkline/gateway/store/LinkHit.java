package trunkline.gateway.store;

import java.util.Locale;

/**
 * A fetch of a link.
 *
 * @param atMicros when, microseconds since 1970 in UTC
 * @param kind what it was taken for
 * @param agent the User-Agent that it came with, cut to {@link #AGENT_MAX} characters
 */
public record LinkHit(long atMicros, Kind kind, String agent) {

    public static final int AGENT_MAX = 120;

    /** What a fetch can be taken for. Only {@link #CLICK} is a person's. */
    public enum Kind {
        /** A browser showed the page; it has not confirmed yet. */
        OPENED,
        /** The page has confirmed. */
        CLICK,
        /** HEAD. */
        HEAD,
        /** A browser that fetches ahead says so. */
        PREFETCH,
        /** A program that makes previews, or checks links. */
        PREVIEW,
        /** So soon after the SMS left that nobody has read it. */
        EARLY;

        /** Its name in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
