package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables against what is known of them: their sizes, and how the standard has built one from another. */
class NationalTablesTest {

    private static final String[][] CELLS = TableFile.read();

    @ParameterizedTest(name = "{0}: {1} and {2} characters")
    @CsvSource({
        "TURKISH, 127, 17",
        "SPANISH, 0, 19",
        "PORTUGUESE, 127, 37",
        "BENGALI, 114, 80",
        "GUJARATI, 120, 68",
        "HINDI, 127, 86",
        "KANNADA, 120, 71",
        "MALAYALAM, 120, 80",
        "ORIYA, 116, 73",
        "PUNJABI, 110, 74",
        "TAMIL, 102, 75",
        "TELUGU, 120, 76",
        "URDU, 127, 88"
    })
    void haveAsManyCharacters(NationalLanguage language, int locking, int single) {
        assertThat(List.of(
                        count(NationalTables.locking(language.identifier())),
                        count(NationalTables.single(language.identifier()))))
                .containsExactly(locking, single);
    }

    @Test
    void giveEveryCharacterTheSeptetThatTheCellStandsAt() {
        for (int table = 1; table < NationalTables.COUNT; table++) {
            for (int septet = 0; septet < 128; septet++) {
                checkCell(CELLS[0][table * 128 + septet], NationalTables.locking(table), septet);
                checkCell(CELLS[1][table * 128 + septet], NationalTables.single(table), septet);
            }
        }
    }

    private static void checkCell(String cell, byte[] table, int septet) {
        if (cell != null) {
            byte found = table[cell.charAt(0)];
            // the asterisk and the inverted exclamation mark stand twice in the Indic tables
            assertThat(found == septet || ("*¡".contains(cell) && found < septet))
                    .as("%s at %02x", cell, septet)
                    .isTrue();
        }
    }

    @Test
    void giveNoOtherCharacterASeptet() {
        for (int table = 0; table < NationalTables.COUNT; table++) {
            for (int kind = 0; kind < 2; kind++) {
                Set<String> cells = new TreeSet<>();
                for (int septet = 0; septet < 128; septet++) {
                    String cell = CELLS[kind][table * 128 + septet];
                    if (cell != null) {
                        cells.add(cell);
                    }
                }
                byte[] septets = kind == 0 ? NationalTables.locking(table) : NationalTables.single(table);
                Set<String> found = new TreeSet<>();
                for (int c = 0; c <= Character.MAX_VALUE; c++) {
                    if (septets[c] != NationalTables.NONE) {
                        found.add(String.valueOf((char) c));
                    }
                    int tables = NationalTables.tablesWith((char) c) >>> (kind == 0 ? 0 : NationalTables.SINGLE_BITS);
                    assertThat(tables >> table & 1).isEqualTo(septets[c] == NationalTables.NONE ? 0 : 1);
                }
                assertThat(found).isEqualTo(cells);
            }
        }
    }

    /** Nine scripts descend from one, and Unicode and the standard keep their letters in the same order. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "BENGALI, 0980",
        "GUJARATI, 0A80",
        "KANNADA, 0C80",
        "MALAYALAM, 0D00",
        "ORIYA, 0B00",
        "PUNJABI, 0A00",
        "TAMIL, 0B80",
        "TELUGU, 0C00"
    })
    void theLockingTablesOfIndicScriptsAreThatOfHindiMovedToTheirBlocks(NationalLanguage language, String block) {
        int base = Integer.parseInt(block, 16);
        var wrong = new ArrayList<String>();
        for (int septet = 0; septet < 128; septet++) {
            String hindi = CELLS[0][NationalLanguage.HINDI.identifier() * 128 + septet];
            String theirs = CELLS[0][language.identifier() * 128 + septet];
            boolean own = septet == 0x60 || septet >= 0x7B;
            if (theirs != null && !own && !theirs.equals(moved(hindi, base - 0x0900))) {
                wrong.add("%02x".formatted(septet));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String moved(String hindi, int distance) {
        char letter = hindi.charAt(0);
        return String.valueOf(letter < 0x0900 ? letter : (char) (letter + distance));
    }

    @Test
    void theSingleTablesOfIndicScriptsAndUrduShareTheirLatinPart() {
        for (int table = NationalLanguage.BENGALI.identifier(); table <= NationalLanguage.URDU.identifier(); table++) {
            assertThat(latinPart(table)).isEqualTo(latinPart(NationalLanguage.HINDI.identifier()));
        }
    }

    private static String latinPart(int table) {
        var part = new StringBuilder();
        for (int septet = 0; septet < 128; septet++) {
            String cell = CELLS[1][table * 128 + septet];
            part.append(cell != null && (cell.charAt(0) < 0x0250 || cell.equals("€")) ? cell : ".");
        }
        return part.toString();
    }

    @Test
    void holdCharactersThatUnicodeKnowsAndNoneTwice() {
        Set<String> twice = new HashSet<>();
        for (int kind = 0; kind < 2; kind++) {
            for (int table = 1; table < NationalTables.COUNT; table++) {
                Set<String> seen = new HashSet<>();
                for (int septet = 0; septet < 128; septet++) {
                    String cell = CELLS[kind][table * 128 + septet];
                    if (cell != null) {
                        assertThat(Character.isDefined(cell.charAt(0))).as(cell).isTrue();
                        if (!seen.add(cell)) {
                            twice.add(cell);
                        }
                    }
                }
            }
        }
        assertThat(twice).containsExactlyInAnyOrder("*", "¡");
    }

    /** A cell that is changed has to be compared with the sources again, and this number with it. */
    @Test
    void areThoseThatWereComparedWithTheSources() {
        var checksum = new CRC32();
        for (String[] kind : CELLS) {
            for (String cell : kind) {
                checksum.update(cell == null ? 0 : cell.charAt(0) >> 8);
                checksum.update(cell == null ? 0 : cell.charAt(0));
            }
        }
        assertThat(checksum.getValue()).isEqualTo(0x0555_0636L);
    }

    private static int count(byte[] table) {
        int count = 0;
        for (byte septet : table) {
            count += septet == NationalTables.NONE ? 0 : 1;
        }
        return count;
    }
}
