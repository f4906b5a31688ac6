package trunkline.media.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.media.srtp.SrtpKey;
import trunkline.media.srtp.SrtpSuite;

/**
 * One {@code a=crypto} line: {@code tag suite inline:key} (RFC 4568 §4, §9.1).
 *
 * @param tag what an answer refers to the offer by, 0 to 999,999,999
 */
record Crypto(int tag, SrtpKey key) {

    private static final String INLINE = "inline:";
    private static final int FIELDS_MAX = 16;

    /**
     * The line of an attribute's value; null if it is not of the kinds that we take: another suite, several keys, a key
     * with an identifier in each packet, or session parameters that change the packets.
     */
    static @Nullable Crypto parse(String value) {
        List<String> fields = List.of(value.trim().split(" +", FIELDS_MAX));
        if (fields.size() < 3) {
            return null;
        }
        int tag = SdpNumber.parse(fields.get(0));
        SrtpSuite suite = SrtpSuite.named(fields.get(1));
        SrtpKey key = suite == null ? null : key(suite, fields.get(2));
        boolean plain = fields.subList(3, fields.size()).stream().allMatch(Crypto::isHarmless);
        return tag < 0 || key == null || !plain ? null : new Crypto(tag, key);
    }

    /** {@code inline:key|lifetime|MKI:length}: no lifetime ends before the call does; an MKI would stand in each packet. */
    private static @Nullable SrtpKey key(SrtpSuite suite, String text) {
        if (!text.startsWith(INLINE) || text.indexOf(';') >= 0) {
            return null;
        }
        String[] parts = text.substring(INLINE.length()).split("\\|", -1);
        boolean hasMki = parts.length > 1 && parts[parts.length - 1].indexOf(':') >= 0;
        return hasMki || parts.length > 3 ? null : SrtpKey.parse(suite, parts[0]);
    }

    /** What does not change how we read packets: a hint for the replay window, or what says that it may be ignored. */
    private static boolean isHarmless(String parameter) {
        return parameter.startsWith("WSH=") || parameter.startsWith("-");
    }

    /** The attribute. */
    String line() {
        return "a=crypto:" + tag + " " + key.suite().name() + " " + INLINE + key.base64();
    }
}
