package trunkline.smpp.segment;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with characters outside the GSM alphabet replaced by like ones of it, and what was replaced.
 *
 * <p>Nothing is replaced that the alphabet has, and what has no like in it stays: whether the result is worth sending is for
 * the caller to say. Thread-safe.
 *
 * @param text the result
 * @param replaced what was replaced, in the order of first appearance; empty if nothing was
 */
public record Transliteration(String text, List<Replacement> replaced) {

    /** How far a replacement may be from what it replaces. */
    public enum Extent {
        /** The same in another form: quotes, dashes, spaces, ligatures, wide and styled letters, accents set apart. */
        SAME_MEANING,

        /** Also the nearest letter: accents are lost, and Greek becomes capitals, as is the custom for SMS. */
        NEAREST_LETTER
    }

    /**
     * One character that was replaced.
     *
     * @param character a code point with what combines with it
     * @param by what stands for it; empty if it was left out
     * @param count how often
     */
    public record Replacement(String character, String by, int count) {}

    private static final Map<Integer, String> SAME = new HashMap<>();
    private static final Map<Integer, String> NEAREST = new HashMap<>();
    /** Raised and lowered digits, fractions: 10² is not 102, nor is 1½ 11/2. */
    private static final String KEPT = "²³¹¼½¾";

    private static final int RAISED_AND_LOWERED_FIRST = 0x2070;
    private static final int RAISED_AND_LOWERED_LAST = 0x209C;
    private static final int FRACTIONS_FIRST = 0x2150;
    private static final int FRACTIONS_LAST = 0x215F;

    static {
        // each line: what is replaced, a space, by what
        put(SAME, "«»“”„‟〝〞″‶ \"");
        put(SAME, "‘’‚‛′‵ʹʻʼʽˈˊʾʿ`´ '");
        put(SAME, "‹ <");
        put(SAME, "› >");
        put(SAME, "‐‑‒–—―−⁃˗﹘﹣ -");
        put(SAME, "•‣●▪◦∙ *");
        put(SAME, "·‧ .");
        put(SAME, "⁄∕ /");
        put(SAME, "∗⁎ *");
        put(SAME, "∼˜ ~");
        put(SAME, "ˆ ^");
        put(SAME, "× x");
        put(SAME, "÷ /");
        put(SAME, "© (c)");
        put(SAME, "® (r)");
        put(SAME, "œ oe");
        put(SAME, "Œ OE");
        put(SAME, "ẞ SS");
        put(SAME, "≤ <=");
        put(SAME, "≥ >=");
        put(SAME, "→ ->");
        put(SAME, "← <-");
        leaveOut("\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\uFE0E\uFE0F");
        put(SAME, "\u1680\u180E\t  ");
        put(SAME, "\u2028\u2029\u0085\u000B \n");
        put(SAME, "\u00B5 u");
        put(NEAREST, "ł l");
        put(NEAREST, "Ł L");
        put(NEAREST, "đð d");
        put(NEAREST, "ĐÐ D");
        put(NEAREST, "ħ h");
        put(NEAREST, "Ħ H");
        put(NEAREST, "ı i");
        put(NEAREST, "ŋ n");
        put(NEAREST, "Ŋ N");
        put(NEAREST, "ŧ t");
        put(NEAREST, "Ŧ T");
        put(NEAREST, "þ th");
        put(NEAREST, "Þ TH");
        put(NEAREST, "ə e");
        put(NEAREST, "Ə E");
        put(NEAREST, "Αα A");
        put(NEAREST, "Ββ B");
        put(NEAREST, "γ Γ");
        put(NEAREST, "δ Δ");
        put(NEAREST, "Εε E");
        put(NEAREST, "Ζζ Z");
        put(NEAREST, "Ηη H");
        put(NEAREST, "θ Θ");
        put(NEAREST, "Ιι I");
        put(NEAREST, "Κκ K");
        put(NEAREST, "λ Λ");
        put(NEAREST, "Μμ M");
        put(NEAREST, "Νν N");
        put(NEAREST, "ξ Ξ");
        put(NEAREST, "Οο O");
        put(NEAREST, "π Π");
        put(NEAREST, "Ρρ P");
        put(NEAREST, "σς Σ");
        put(NEAREST, "Ττ T");
        put(NEAREST, "Υυ Y");
        put(NEAREST, "φ Φ");
        put(NEAREST, "Χχ X");
        put(NEAREST, "ψ Ψ");
        put(NEAREST, "ω Ω");
    }

    private static void put(Map<Integer, String> map, String line) {
        int space = line.indexOf(' ');
        line.substring(0, space).codePoints().forEach(from -> map.put(from, line.substring(space + 1)));
    }

    private static void leaveOut(String characters) {
        characters.codePoints().forEach(from -> SAME.put(from, ""));
    }

    /** {@code text}, which may be anything, with what {@code extent} allows replaced. */
    public static Transliteration of(String text, Extent extent) {
        var result = new StringBuilder(text.length());
        Map<String, Replacement> replaced = new LinkedHashMap<>();
        for (int from = 0; from < text.length(); ) {
            int end = endOfCharacter(text, from);
            String character = text.substring(from, end);
            String by = isGsm(character) || isKept(character.codePointAt(0)) ? null : like(character, extent);
            if (by == null) {
                result.append(character);
            } else {
                result.append(by);
                replaced.merge(
                        character,
                        new Replacement(character, by, 1),
                        (before, one) -> new Replacement(character, before.by(), before.count() + 1));
            }
            from = end;
        }
        return new Transliteration(result.toString(), new ArrayList<>(replaced.values()));
    }

    private static boolean isKept(int codePoint) {
        return KEPT.indexOf(codePoint) >= 0
                || (codePoint >= RAISED_AND_LOWERED_FIRST && codePoint <= RAISED_AND_LOWERED_LAST)
                || (codePoint >= FRACTIONS_FIRST && codePoint <= FRACTIONS_LAST);
    }

    /** Just past the code point at {@code from} and the marks that combine with it. */
    private static int endOfCharacter(String text, int from) {
        int end = from + Character.charCount(text.codePointAt(from));
        while (end < text.length()
                && Character.getType(text.charAt(end)) == Character.NON_SPACING_MARK
                && !SAME.containsKey((int) text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static @Nullable String like(String character, Extent extent) {
        String mapped = mapped(character, SAME);
        if (mapped != null) {
            return mapped;
        }
        for (Form form : new Form[] {Form.NFC, Form.NFKC}) {
            String normal = allMapped(Normalizer.normalize(character, form), SAME);
            if (isGsm(normal)) {
                return normal;
            }
        }
        if (extent == Extent.NEAREST_LETTER) {
            String bare = withoutMarks(Normalizer.normalize(character, Form.NFKD));
            String nearest = allMapped(bare, NEAREST);
            if (!nearest.isEmpty() && isGsm(nearest)) {
                return nearest;
            }
        }
        return null;
    }

    private static @Nullable String mapped(String character, Map<Integer, String> map) {
        int codePoint = character.codePointAt(0);
        return character.length() == Character.charCount(codePoint) ? map.get(codePoint) : null;
    }

    private static String allMapped(String text, Map<Integer, String> map) {
        var result = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            String by = map.get(codePoint);
            if (by == null) {
                result.appendCodePoint(codePoint);
            } else {
                result.append(by);
            }
        });
        return result.toString();
    }

    private static String withoutMarks(String decomposed) {
        var result = new StringBuilder();
        decomposed
                .codePoints()
                .filter(codePoint -> Character.getType(codePoint) != Character.NON_SPACING_MARK)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean isGsm(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Gsm7Alphabet.CODES[text.charAt(i)] == Gsm7Alphabet.NONE) {
                return false;
            }
        }
        return true;
    }
}
