package trunkline.media.sdp;

/** Whole numbers as SDP writes them: ASCII digits and nothing else. */
final class SdpNumber {

    private static final int DIGITS_MAX = 9;

    private SdpNumber() {}

    /** The number in {@code text}, or −1 if it is none, or longer than nine digits. */
    static int parse(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
