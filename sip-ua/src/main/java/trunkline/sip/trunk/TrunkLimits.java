package trunkline.sip.trunk;

import java.time.Duration;

/**
 * How long calls on this trunk may take.
 *
 * @param ring from the INVITE to giving up on an answer, where a call does not say otherwise
 * @param talk longest time between answer and BYE
 */
public record TrunkLimits(Duration ring, Duration talk) {

    /** 45 s to answer, an hour to talk. */
    public static final TrunkLimits DEFAULT = new TrunkLimits(Duration.ofSeconds(45), Duration.ofHours(1));

    public TrunkLimits {
        SettingCheck.that(
                isAbove0(ring) && ring.compareTo(Duration.ofMinutes(10)) <= 0,
                "ring",
                ring,
                "must be above 0, up to 10 min");
        SettingCheck.that(
                isAbove0(talk) && talk.compareTo(Duration.ofDays(1)) <= 0, "talk", talk, "must be above 0, up to 24 h");
    }

    private static boolean isAbove0(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
