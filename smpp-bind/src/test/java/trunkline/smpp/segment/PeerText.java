package trunkline.smpp.segment;

import java.util.List;
import java.util.Random;

/** Texts for the comparison with others: of every kind, and mostly about as long as one to four segments are. */
final class PeerText {

    private static final String[][] CELLS = TableFile.read();
    /** Lengths at which one more character needs one more segment. */
    private static final int[] EDGES = {70, 134, 160, 201, 268, 306, 459, 612};

    private static final List<String> EMOJI =
            List.of("😀", "👍🏽", "❤️", "🇸🇪", "👨‍👩‍👧‍👦", "👩‍💻", "é", "e\u0301", "한", "ไทย", "\r\n");
    private static final String SCRIPTS = "жúçłşαあ漢אب“”’–…";

    private PeerText() {}

    static String of(Random random) {
        int length = random.nextInt(3) == 0
                ? random.nextInt(700)
                : EDGES[random.nextInt(EDGES.length)] + random.nextInt(5) - 2;
        int kind = random.nextInt(10);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(next(random, kind));
        }
        return text.toString();
    }

    private static String next(Random random, int kind) {
        int dice = random.nextInt(100);
        if (kind >= 7 && dice < 8) {
            return EMOJI.get(random.nextInt(EMOJI.size()));
        }
        if (kind >= 5 && dice < 20) {
            return String.valueOf(SCRIPTS.charAt(random.nextInt(SCRIPTS.length())));
        }
        boolean extended = kind >= 3 && dice > 85;
        String cell = CELLS[extended ? 1 : 0][random.nextInt(128)];
        return cell == null ? "x" : cell;
    }

    /** A text mostly of the letters that the tables of {@code language} add. */
    static String of(Random random, NationalLanguage language) {
        int length = 20 + random.nextInt(400);
        var text = new StringBuilder();
        while (text.length() < length) {
            boolean often = language == NationalLanguage.SPANISH && random.nextInt(3) == 0;
            int kind = often || random.nextInt(10) == 0 ? 1 : 0;
            int table = kind == 0 && language == NationalLanguage.SPANISH ? 0 : language.identifier();
            String cell = CELLS[kind][table * 128 + random.nextInt(128)];
            text.append(cell == null || cell.isBlank() ? "a" : cell);
        }
        return text.toString();
    }
}
