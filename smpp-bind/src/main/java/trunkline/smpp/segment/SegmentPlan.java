package trunkline.smpp.segment;

/**
 * What a text will take, counted without encoding it: the answer to somebody who has not sent it yet.
 *
 * <p>Agrees with {@link SegmentEncoder} on every text; needs no buffers and no encoder.
 */
public sealed interface SegmentPlan {

    /**
     * The text can be sent.
     *
     * @param coding of all segments
     * @param segments 1 to 255; an empty text takes one
     * @param units septets (an extension character counts two) or UTF-16 code units of the whole text
     */
    record Fits(DataCoding coding, int segments, int units) implements SegmentPlan {}

    /** The text, {@code characters} UTF-16 code units long, takes more than 255 segments. */
    record TooLong(int characters) implements SegmentPlan {}

    /** Half a surrogate pair stands alone at {@code index}: not text, in any coding. */
    record NotText(int index) implements SegmentPlan {}

    /** The plan of {@code text} when its segments, if more than one, carry {@code header}. */
    static SegmentPlan of(String text, ConcatenationHeader header) {
        if (text.length() > SegmentEncoder.MAX_CHARACTERS) {
            return new TooLong(text.length());
        }
        var coding = DataCoding.GSM_7BIT;
        for (int i = 0; i < text.length(); i++) {
            if (Gsm7Alphabet.CODES[text.charAt(i)] == Gsm7Alphabet.NONE) {
                coding = DataCoding.UCS2;
                break;
            }
        }
        if (coding == DataCoding.UCS2) {
            int lone = LoneSurrogate.indexIn(text.toCharArray(), text.length());
            if (lone >= 0) {
                return new NotText(lone);
            }
        }
        return count(text, coding, coding.unitsBeside(header));
    }

    private static SegmentPlan count(String text, DataCoding coding, int capacity) {
        int units = 0;
        int segments = 1;
        int filled = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int cost = coding == DataCoding.UCS2 ? Character.charCount(character) : septets((char) character);
            if (filled + cost > capacity) {
                segments++;
                filled = 0;
            }
            filled += cost;
            units += cost;
            i += Character.charCount(character);
        }
        if (units <= coding.unitsAlone()) {
            return new Fits(coding, 1, units);
        }
        return segments <= ConcatenationHeader.MAX_SEGMENTS
                ? new Fits(coding, segments, units)
                : new TooLong(text.length());
    }

    private static int septets(char character) {
        return Gsm7Alphabet.CODES[character] < 0 ? 2 : 1;
    }
}
