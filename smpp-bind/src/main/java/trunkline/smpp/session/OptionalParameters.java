package trunkline.smpp.session;

import com.cloudhopper.smpp.tlv.Tlv;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The optional parameters (TLVs) of a PDU, in the order they came (SMPP 3.4 §5.3). Unknown tags are kept.
 *
 * <p>Thread-safe; the octets it hands out are its own and must not be changed.
 */
public final class OptionalParameters {

    public static final int RECEIPTED_MESSAGE_ID = 0x001E;
    public static final int USER_MESSAGE_REFERENCE = 0x0204;
    public static final int SAR_MSG_REF_NUM = 0x020C;
    public static final int SC_INTERFACE_VERSION = 0x0210;
    public static final int SAR_TOTAL_SEGMENTS = 0x020E;
    public static final int SAR_SEGMENT_SEQNUM = 0x020F;
    public static final int NETWORK_ERROR_CODE = 0x0423;
    public static final int MESSAGE_PAYLOAD = 0x0424;
    public static final int MESSAGE_STATE = 0x0427;
    public static final int CONGESTION_STATE = 0x0428;

    private static final OptionalParameters NONE = new OptionalParameters(List.of());

    private final List<Tlv> tlvs;

    private OptionalParameters(List<Tlv> tlvs) {
        this.tlvs = tlvs;
    }

    static OptionalParameters of(@Nullable List<Tlv> tlvs) {
        return tlvs == null ? NONE : new OptionalParameters(tlvs);
    }

    public int count() {
        return tlvs.size();
    }

    /** Octets of the first parameter with {@code tag}; null if there is none. */
    public byte @Nullable [] octets(int tag) {
        for (Tlv tlv : tlvs) {
            if ((tlv.getTag() & 0xFFFF) == tag) {
                return tlv.getValue();
            }
        }
        return null;
    }

    /** The same as text up to its NUL, in ISO 8859-1; a missing NUL is forgiven. */
    public @Nullable String text(int tag) {
        byte[] octets = octets(tag);
        if (octets == null) {
            return null;
        }
        int length = 0;
        while (length < octets.length && octets[length] != 0) {
            length++;
        }
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** The same as an unsigned number of 1 to 3 octets, big endian; -1 if there is none or it has another length. */
    public int number(int tag) {
        byte[] octets = octets(tag);
        if (octets == null || octets.length == 0 || octets.length > 3) {
            return -1;
        }
        int number = 0;
        for (byte octet : octets) {
            number = (number << Byte.SIZE) | (octet & 0xFF);
        }
        return number;
    }
}
