package trunkline.media.dtmf;

import org.jspecify.annotations.Nullable;

/** The sixteen keys, in the order of their event codes (RFC 4733 §3.2, table 3). */
public enum Key {
    DIGIT_0(0, '0', 3, 1),
    DIGIT_1(1, '1', 0, 0),
    DIGIT_2(2, '2', 0, 1),
    DIGIT_3(3, '3', 0, 2),
    DIGIT_4(4, '4', 1, 0),
    DIGIT_5(5, '5', 1, 1),
    DIGIT_6(6, '6', 1, 2),
    DIGIT_7(7, '7', 2, 0),
    DIGIT_8(8, '8', 2, 1),
    DIGIT_9(9, '9', 2, 2),
    STAR(10, '*', 3, 0),
    POUND(11, '#', 3, 2),
    A(12, 'A', 0, 3),
    B(13, 'B', 1, 3),
    C(14, 'C', 2, 3),
    D(15, 'D', 3, 3);

    /** Tones of the rows and of the columns of the keypad, Hz (ITU-T Q.23). */
    static final int[] ROW_HERTZ = {697, 770, 852, 941};

    static final int[] COLUMN_HERTZ = {1209, 1336, 1477, 1633};

    private static final Key[] BY_CODE = values();

    private final int code;
    private final char symbol;
    private final int row;
    private final int column;

    Key(int code, char symbol, int row, int column) {
        this.code = code;
        this.symbol = symbol;
        this.row = row;
        this.column = column;
    }

    /** What is printed on it. */
    public char symbol() {
        return symbol;
    }

    /** Its number in a packet. */
    int code() {
        return code;
    }

    public int rowHertz() {
        return ROW_HERTZ[row];
    }

    public int columnHertz() {
        return COLUMN_HERTZ[column];
    }

    /** The key with this symbol, letters in either case; null if there is none. */
    public static @Nullable Key of(char symbol) {
        for (Key key : BY_CODE) {
            if (key.symbol == Character.toUpperCase(symbol)) {
                return key;
            }
        }
        return null;
    }

    /** The key of an event code; null if the event is none: a fax tone, a line signal. */
    static @Nullable Key ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    static Key at(int row, int column) {
        for (Key key : BY_CODE) {
            if (key.row == row && key.column == column) {
                return key;
            }
        }
        throw new IllegalArgumentException("row " + row + ", column " + column + ": must be 0 to 3");
    }
}
