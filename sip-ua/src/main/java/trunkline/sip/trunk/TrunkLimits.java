package trunkline.sip.trunk;

import java.time.Duration;

/**
 * How long things on this trunk may take.
 *
 * @param ring from the INVITE to giving up on an answer, where a call does not say otherwise
 * @param talk longest time between answer and BYE
 * @param nextTarget from the INVITE until the next target is tried, if there is one and not even 100 has come
 * @param sick how long a target that has failed is tried last
 */
public record TrunkLimits(Duration ring, Duration talk, Duration nextTarget, Duration sick) {

    /** 45 s to answer, an hour to talk, 4 s to the next target, half a minute sick. */
    public static final TrunkLimits DEFAULT =
            new TrunkLimits(Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofSeconds(4), Duration.ofSeconds(30));

    public TrunkLimits {
        SettingCheck.that(
                isAbove0(ring) && ring.compareTo(Duration.ofMinutes(10)) <= 0,
                "ring",
                ring,
                "must be above 0, up to 10 min");
        SettingCheck.that(
                isAbove0(talk) && talk.compareTo(Duration.ofDays(1)) <= 0, "talk", talk, "must be above 0, up to 24 h");
        SettingCheck.that(isAbove0(nextTarget), "nextTarget", nextTarget, "must be above 0");
        SettingCheck.that(!sick.isNegative(), "sick", sick, "must not be negative");
    }

    private static boolean isAbove0(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    public TrunkLimits withRing(Duration newRing) {
        return new TrunkLimits(newRing, talk, nextTarget, sick);
    }

    public TrunkLimits withTalk(Duration newTalk) {
        return new TrunkLimits(ring, newTalk, nextTarget, sick);
    }

    public TrunkLimits withNextTarget(Duration newNextTarget) {
        return new TrunkLimits(ring, talk, newNextTarget, sick);
    }
}
