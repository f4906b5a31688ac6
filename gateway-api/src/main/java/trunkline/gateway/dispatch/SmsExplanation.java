package trunkline.gateway.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SmsSize.Replacement;

/**
 * How a text is encoded and split, for people.
 *
 * @param text as it would be sent
 * @param coding its name, as in {@link trunkline.gateway.message.SmsSize#coding}
 * @param dataCoding the octet of SMPP 3.4 §5.2.19
 * @param unit what the coding counts
 * @param units of the whole text
 * @param capacity units that each of its segments has room for
 * @param segments in order
 * @param costly the characters that make it longer than its characters alone, in the order of first appearance
 * @param replaced what was replaced to get {@code text}
 * @param cheaper texts like this one that take less, the nearest to this one first
 */
public record SmsExplanation(
        String text,
        String coding,
        int dataCoding,
        Unit unit,
        int units,
        int capacity,
        List<Segment> segments,
        List<Costly> costly,
        List<Replacement> replaced,
        List<Cheaper> cheaper) {

    /** What a coding counts. */
    public enum Unit {
        SEPTETS,
        /** UTF-16 code units. */
        UNITS
    }

    /**
     * One segment.
     *
     * @param number from 1
     * @param units of its text
     * @param octets of its user data, header included
     * @param text its share of the text
     */
    public record Segment(int number, int units, int octets, String text) {}

    /**
     * A character that costs more than one unit, or makes the whole text UCS-2.
     *
     * @param character one code point
     * @param count how often it is there
     * @param units what it costs each time
     * @param why in words
     */
    public record Costly(String character, int count, int units, String why) {}

    /**
     * A text that takes less.
     *
     * @param by what was done to get it
     * @param text the text
     * @param coding its coding
     * @param segments how many it takes
     * @param replaced what was replaced or left out
     */
    public record Cheaper(How by, String text, String coding, int segments, List<Replacement> replaced) {}

    /** Ways to a cheaper text. */
    public enum How {
        /** {@link trunkline.gateway.message.Transliterate#SMART}. */
        SMART,
        /** {@link trunkline.gateway.message.Transliterate#LETTERS}. */
        LETTERS,
        /** What has no like in the alphabet is left out too. */
        REMOVAL
    }

    /** What was found: an explanation, or the rule that the text breaks. */
    public record Outcome(@Nullable SmsExplanation explanation, String problem) {}
}
