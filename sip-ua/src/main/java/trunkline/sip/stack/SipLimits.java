package trunkline.sip.stack;

import java.time.Duration;

/**
 * The bounds of a user agent.
 *
 * @param calls live calls at once; one more ends at once as failed with a local 503
 * @param workers threads that run the calls and their listeners
 * @param messageOctets largest message taken; a larger one is dropped as if it were lost
 * @param closing longest time that {@link SipUserAgent#close} waits for calls to end politely
 */
public record SipLimits(int calls, int workers, int messageOctets, Duration closing) {

    /** 5000 calls, 4 threads, 16 KiB, 3 s. */
    public static final SipLimits DEFAULT = new SipLimits(5000, 4, 16 * 1024, Duration.ofSeconds(3));

    public SipLimits {
        SipSettings.check(calls >= 1 && calls <= 100_000, "calls", calls, "must be 1 to 100000");
        SipSettings.check(workers >= 1 && workers <= 64, "workers", workers, "must be 1 to 64");
        SipSettings.check(
                messageOctets >= 4096 && messageOctets <= 65_535,
                "messageOctets",
                messageOctets,
                "must be 4096 to 65535");
        SipSettings.check(!closing.isNegative(), "closing", closing, "must not be negative");
    }
}
