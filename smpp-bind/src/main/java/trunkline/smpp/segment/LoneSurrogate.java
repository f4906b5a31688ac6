package trunkline.smpp.segment;

/** Finds what is not text: half of a UTF-16 surrogate pair without the other half beside it. */
final class LoneSurrogate {

    private LoneSurrogate() {}

    /** Index of the first lone surrogate among the first {@code length} of {@code units}, or -1. */
    static int indexIn(char[] units, int length) {
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(units[i]) && isAt(units, length, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the surrogate at {@code index} lacks its other half. */
    static boolean isAt(char[] units, int length, int index) {
        if (Character.isHighSurrogate(units[index])) {
            return index + 1 == length || !Character.isLowSurrogate(units[index + 1]);
        }
        return index == 0 || !Character.isHighSurrogate(units[index - 1]);
    }
}
