package trunkline.smpp.segment;

import org.jspecify.annotations.Nullable;

/**
 * The coding that was chosen for a text.
 *
 * @param dataCoding GSM 7-bit or UCS-2
 * @param locking whose locking shift table stands in for the default alphabet; null for that itself
 * @param single whose single shift table stands in for the extension table; null for that itself
 */
public record TextCoding(DataCoding dataCoding, @Nullable NationalLanguage locking, @Nullable NationalLanguage single) {

    /** The default alphabet and its extension table. */
    public static final TextCoding GSM_7BIT = new TextCoding(DataCoding.GSM_7BIT, null, null);

    public static final TextCoding UCS2 = new TextCoding(DataCoding.UCS2, null, null);

    /**
     * What a character of a text in this coding costs: 1 or 2 septets, or 1 or 2 UTF-16 code units.
     *
     * @throws IllegalArgumentException if this coding does not have it
     */
    public int unitsOf(int codePoint) {
        if (dataCoding == DataCoding.UCS2) {
            return Character.charCount(codePoint);
        }
        if (Character.isBmpCodePoint(codePoint)) {
            char character = (char) codePoint;
            if (NationalTables.locking(identifier(locking))[character] != NationalTables.NONE) {
                return 1;
            }
            if (NationalTables.single(identifier(single))[character] != NationalTables.NONE) {
                return 2;
            }
        }
        throw new IllegalArgumentException("U+%04X is not in %s".formatted(codePoint, this));
    }

    private static int identifier(@Nullable NationalLanguage language) {
        return language == null ? 0 : language.identifier();
    }
}
