package trunkline.smpp.segment;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The fewest segments by trying everything: each locking with each single shift table, and UCS-2. */
final class Cheapest {

    private static final String[][] TABLES = TableFile.read();

    private Cheapest() {}

    static int segments(String text, Set<NationalLanguage> languages, ApplicationPorts ports) {
        int portOctets = ports.isNone() ? 0 : 6;
        int best = segments(text, Map.of(), 2, 16, portOctets);
        for (int locking = 0; locking < 14; locking++) {
            for (int single = 0; single < 14; single++) {
                if (isAllowed(locking, languages) && isAllowed(single, languages)) {
                    int common = portOctets + (locking == 0 ? 0 : 3) + (single == 0 ? 0 : 3);
                    best = Math.min(best, segments(text, costs(locking, single), 0, 7, common));
                }
            }
        }
        return best;
    }

    private static boolean isAllowed(int identifier, Set<NationalLanguage> languages) {
        return identifier == 0 || languages.contains(NationalLanguage.ofIdentifier(identifier));
    }

    private static Map<Integer, Integer> costs(int locking, int single) {
        Map<Integer, Integer> costs = new HashMap<>();
        for (int septet = 0; septet < 128; septet++) {
            put(costs, TABLES[1][single * 128 + septet], 2);
        }
        for (int septet = 0; septet < 128; septet++) {
            put(costs, TABLES[0][locking * 128 + septet], 1);
        }
        return costs;
    }

    private static void put(Map<Integer, Integer> costs, String cell, int cost) {
        if (cell != null) {
            costs.put(cell.codePointAt(0), cost);
        }
    }

    /** With {@code anyCost} above 0, every character is there, and costs one unit for each code unit. */
    private static int segments(String text, Map<Integer, Integer> costs, int anyCost, int bits, int common) {
        int alone = (140 - (common == 0 ? 0 : common + 1)) * 8 / bits;
        int capacity = (140 - common - 6) * 8 / bits;
        int total = 0;
        int segments = 1;
        int filled = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            Integer cost = anyCost > 0 ? Integer.valueOf(Character.charCount(codePoint)) : costs.get(codePoint);
            if (cost == null) {
                return Integer.MAX_VALUE;
            }
            total += cost;
            if (filled + cost > capacity) {
                segments++;
                filled = 0;
            }
            filled += cost;
        }
        return total <= alone ? 1 : segments;
    }
}
