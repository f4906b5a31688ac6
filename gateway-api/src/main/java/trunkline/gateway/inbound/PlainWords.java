package trunkline.gateway.inbound;

import java.text.Normalizer;
import java.util.Locale;

/** What is left of a text when case, accents, width, punctuation and what cannot be seen do not count. */
final class PlainWords {

    /** What is longer is no word that anybody was told to write. */
    private static final int LENGTH_MAX = 1_000;

    private PlainWords() {}

    /** The words of {@code text} with one space between them; empty if it has none. */
    static String of(String text) {
        String cut = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text;
        String folded = Normalizer.normalize(cut, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(folded.length());
        Normalizer.normalize(folded, Normalizer.Form.NFKD).codePoints().forEach(c -> append(plain, c));
        return plain.toString().strip();
    }

    private static void append(StringBuilder plain, int character) {
        switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {}
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> plain.appendCodePoint(character == 'ı' ? 'i' : folded(character));
            case Character.MODIFIER_LETTER -> {
                if (character != ARABIC_STRETCH) {
                    plain.appendCodePoint(character);
                }
            }
            default -> {
                if (plain.length() > 0 && plain.charAt(plain.length() - 1) != ' ') {
                    plain.append(' ');
                }
            }
        }
    }

    private static final int ARABIC_STRETCH = 0x640;

    /** The final sigma is the same letter; so are the letters that Persian and Urdu write like Arabic ones. */
    private static int folded(int character) {
        return switch (character) {
            case 'ς' -> 'σ';
            case 'ی', 'ى' -> 'ي';
            case 'ک' -> 'ك';
            default -> character;
        };
    }
}
