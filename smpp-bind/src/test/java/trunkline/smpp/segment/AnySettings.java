package trunkline.smpp.segment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** All combinations of settings that differ in kind, and texts that lie on their edges. */
final class AnySettings {

    private static final String[][] TABLES = TableFile.read();

    private AnySettings() {}

    static List<EncodingSettings> all() {
        var all = new ArrayList<EncodingSettings>();
        for (DefaultAlphabet alphabet : DefaultAlphabet.values()) {
            for (LongMessages way : LongMessages.values()) {
                all.add(new EncodingSettings(alphabet, way, Set.of()));
                if (alphabet.hasSeptets()) {
                    all.add(new EncodingSettings(
                            alphabet, way, EnumSet.of(NationalLanguage.TURKISH, NationalLanguage.SPANISH)));
                    all.add(new EncodingSettings(alphabet, way, EnumSet.allOf(NationalLanguage.class)));
                }
            }
        }
        return all;
    }

    static ApplicationPorts ports(Random random) {
        return random.nextInt(4) == 0
                ? new ApplicationPorts(random.nextInt(65_536), random.nextInt(65_536))
                : ApplicationPorts.NONE;
    }

    /** A text mostly of the characters of one or two languages, with an emoji now and then. */
    static String text(Random random, int length) {
        int first = random.nextInt(14);
        int second = random.nextInt(14);
        int spice = random.nextInt(4);
        var text = new StringBuilder();
        while (text.length() < length) {
            int dice = random.nextInt(200);
            int table = dice < 30 ? second : first;
            String cell = spice == 0 && dice == 199
                    ? "😀"
                    : TABLES[dice < 120 || spice == 1 ? 0 : 1][table * 128 + random.nextInt(128)];
            text.append(cell == null ? (char) ('a' + random.nextInt(26)) : cell);
        }
        return text.toString();
    }
}
