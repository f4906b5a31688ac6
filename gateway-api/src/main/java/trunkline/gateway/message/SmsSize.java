package trunkline.gateway.message;

import java.util.List;

/**
 * What an SMS takes by the settings of its SMSC, as it was counted when it was accepted.
 *
 * @param coding the name of its coding in the API: {@code gsm7}, {@code ucs2}, {@code binary}, with national tables
 *     {@code gsm7-tr} and the like; empty for a message of a version that did not keep it
 * @param segments short messages on the air, 1 to 255; 0 if they were not counted
 * @param replaced what was put in place of characters that would have made it longer; empty if nothing was
 */
public record SmsSize(String coding, int segments, List<Replacement> replaced) {

    /** Not counted. */
    public static final SmsSize UNKNOWN = new SmsSize("", 0, List.of());

    /**
     * A character for which another text was sent.
     *
     * @param character as it stood in the request: one code point, maybe with what combines with it
     * @param by what was sent instead; empty if it was left out
     * @param count how often
     */
    public record Replacement(String character, String by, int count) {}

    /** {@code segments} of this coding, nothing replaced. */
    public static SmsSize of(String coding, int segments) {
        return new SmsSize(coding, segments, List.of());
    }
}
