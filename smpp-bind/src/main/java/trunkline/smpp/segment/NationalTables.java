package trunkline.smpp.segment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tables of 3GPP TS 23.038 §6.2.1 and Annex A, from character to septet and back; number 0 of each kind is the default.
 *
 * <p>The cells lie beside this class as {@code national-language-tables.txt}, in the layout of the standard, with the
 * sources that they were compared with. Where a character stands twice in a table, its lowest septet is used.
 */
final class NationalTables {

    /** A character that a table does not have; septets are positive. */
    static final byte NONE = -1;

    /** Tables of each kind, the default included. */
    static final int COUNT = 14;

    /** Where the bits of the single shift tables begin, see {@link #tablesWith}. */
    static final int SINGLE_BITS = 16;

    /** What an empty cell holds: no table has NUL. */
    static final char NO_CHARACTER = 0;

    private static final int ROWS = 16;
    private static final int COLUMNS = 8;
    private static final String EMPTY = "----";

    /** Septet by character for each locking shift table. */
    private static final byte[][] LOCKING = new byte[COUNT][];
    /** The same for each single shift table: the septet that follows the escape. */
    private static final byte[][] SINGLE = new byte[COUNT][];
    /** By character, see {@link #tablesWith}. */
    private static final int[] TABLES_WITH = new int[Character.MAX_VALUE + 1];
    /** Character by septet for each locking shift table, {@link #NO_CHARACTER} where a cell is empty. */
    private static final char[][] LOCKING_CELLS = new char[COUNT][ROWS * COLUMNS];
    /** The same by the septet behind the escape for each single shift table. */
    private static final char[][] SINGLE_CELLS = new char[COUNT][ROWS * COLUMNS];

    static {
        for (int i = 0; i < COUNT; i++) {
            LOCKING[i] = empty();
            SINGLE[i] = empty();
        }
        for (int c = 0; c < Gsm7Alphabet.CODES.length; c++) {
            byte code = Gsm7Alphabet.CODES[c];
            if (code >= 0) {
                LOCKING[0][c] = code;
                LOCKING_CELLS[0][code] = (char) c;
            } else if (code != Gsm7Alphabet.NONE) {
                byte septet = (byte) (code & ~Gsm7Alphabet.EXTENSION);
                SINGLE[0][c] = septet;
                SINGLE_CELLS[0][septet] = (char) c;
            }
        }
        read();
        for (int i = 0; i < COUNT; i++) {
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                TABLES_WITH[c] |= LOCKING[i][c] == NONE ? 0 : 1 << i;
                TABLES_WITH[c] |= SINGLE[i][c] == NONE ? 0 : 1 << (SINGLE_BITS + i);
            }
        }
    }

    private NationalTables() {}

    /** Septet by character of a locking shift table, {@link #NONE} where it has none. */
    static byte[] locking(int identifier) {
        return LOCKING[identifier];
    }

    /** Septet behind the escape by character of a single shift table, {@link #NONE} where it has none. */
    static byte[] single(int identifier) {
        return SINGLE[identifier];
    }

    /** The character of a septet, 0 to 127, in a locking shift table; {@link #NO_CHARACTER} for none. */
    static char lockingCharacter(int identifier, int septet) {
        return LOCKING_CELLS[identifier][septet];
    }

    /** The character of a septet behind the escape in a single shift table; {@link #NO_CHARACTER} for none. */
    static char singleCharacter(int identifier, int septet) {
        return SINGLE_CELLS[identifier][septet];
    }

    /**
     * The tables that have {@code character}: bit n tells whether locking shift table n has it, bit {@link #SINGLE_BITS} + n
     * whether single shift table n does.
     */
    static int tablesWith(char character) {
        return TABLES_WITH[character];
    }

    private static byte[] empty() {
        byte[] table = new byte[Character.MAX_VALUE + 1];
        Arrays.fill(table, NONE);
        return table;
    }

    private static void read() {
        try (InputStream in = NationalTables.class.getResourceAsStream("national-language-tables.txt")) {
            if (in == null) {
                throw new IllegalStateException("no resource national-language-tables.txt");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line; (line = lines.readLine()) != null; ) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    String[] title = line.split(" +", -1);
                    boolean locks = title[0].equals("locking");
                    int number = Integer.parseInt(title[1]);
                    fill((locks ? LOCKING : SINGLE)[number], (locks ? LOCKING_CELLS : SINGLE_CELLS)[number], lines);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(byte[] table, char[] characters, BufferedReader lines) throws IOException {
        for (int row = 0; row < ROWS; row++) {
            String[] cells = row(lines).split(" ", -1);
            for (int column = 0; column < COLUMNS; column++) {
                if (!cells[column].equals(EMPTY)) {
                    int character = Integer.parseInt(cells[column], 16);
                    int septet = column * ROWS + row;
                    characters[septet] = (char) character;
                    if (table[character] == NONE || table[character] > septet) {
                        table[character] = (byte) septet;
                    }
                }
            }
        }
    }

    private static String row(BufferedReader lines) throws IOException {
        String row = lines.readLine();
        if (row == null) {
            throw new IllegalStateException("a table of national-language-tables.txt has too few rows");
        }
        return row;
    }
}
