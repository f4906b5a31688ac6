package trunkline.smpp.session;

/** The rule of a C-octet string that we send: cloudhopper would write {@code ?} for what does not fit. */
final class PduText {

    private PduText() {}

    /** Refuses {@code value} unless it is at most {@code most} printable ASCII characters; the value is not shown. */
    static void check(String key, String value, int most) {
        if (value.length() > most || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("'%s' must be 0 to %d printable ASCII characters".formatted(key, most));
        }
    }
}
