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
     * @param capacity units that each of these segments has room for
     * @param headerOctets of the user data header that each has on the air, 0 for none
     */
    record Fits(TextCoding coding, int segments, int units, int capacity, int headerOctets) implements SegmentPlan {}

    /** The text, {@code characters} UTF-16 code units long, takes more than 255 segments. */
    record TooLong(int characters) implements SegmentPlan {}

    /** Half a surrogate pair stands alone at {@code index}: not text, in any coding. */
    record NotText(int index) implements SegmentPlan {}

    /** The plan of {@code text} by these settings. */
    static SegmentPlan of(String text, EncodingSettings settings, ApplicationPorts ports) {
        int length = text.length();
        if (length > SegmentEncoder.MAX_CHARACTERS) {
            return new TooLong(length);
        }
        char[] characters = text.toCharArray();
        var choice = new CodingChoice(settings);
        choice.choose(characters, length, ports);
        if (choice.coding() == DataCoding.UCS2) {
            int lone = LoneSurrogate.indexIn(characters, length);
            if (lone >= 0) {
                return new NotText(lone);
            }
        }
        return choice.segments() > ConcatenationHeader.MAX_SEGMENTS
                ? new TooLong(length)
                : fits(choice, choice.headerOctets(ports));
    }

    private static SegmentPlan fits(CodingChoice choice, int headerOctets) {
        return new Fits(
                choice.textCoding(),
                choice.segments(),
                choice.units(),
                choice.coding().unitsBeside(headerOctets),
                headerOctets);
    }

    /** The segments of so many octets by these settings; above 255 they do not fit. */
    static int segmentsOfOctets(int octets, EncodingSettings settings, ApplicationPorts ports) {
        int common = UserDataHeader.commonOctets(ports, 0, 0);
        if (octets <= DataCoding.OCTETS.unitsBeside(UserDataHeader.aloneOctets(common))) {
            return 1;
        }
        int header = settings.longMessages().beside(common).header().length() + common;
        int capacity = DataCoding.OCTETS.unitsBeside(header);
        return (octets + capacity - 1) / capacity;
    }
}
