package trunkline.smpp.segment;

/** Finds what is not text: half of a UTF-16 surrogate pair without the other half beside it. */
final class LoneSurrogate {

    private LoneSurrogate() {}

    /** Index of the first lone surrogate of {@code text}, or -1. */
    static int indexIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && isAt(text, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the surrogate at {@code index} lacks its other half. */
    static boolean isAt(String text, int index) {
        if (Character.isHighSurrogate(text.charAt(index))) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
    }
}
