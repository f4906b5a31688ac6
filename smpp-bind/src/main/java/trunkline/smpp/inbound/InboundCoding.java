package trunkline.smpp.inbound;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.segment.DefaultAlphabet;

/** What the octets of a message are, by its data_coding (SMPP 3.4 §5.2.19, and 3GPP TS 23.038 §4 from 0x10 on). */
public enum InboundCoding {
    /** GSM 7-bit, one septet in each octet. */
    SEPTETS("gsm7", null),
    /** GSM 7-bit, eight septets in seven octets. */
    PACKED_SEPTETS("gsm7", null),
    /** Octets for a program, not for people. */
    BINARY("binary", null),
    ASCII("ascii", "ISO-8859-1"), // a superset, for those who say the one and write the other
    LATIN1("latin1", "ISO-8859-1"),
    CYRILLIC("iso-8859-5", "ISO-8859-5"),
    HEBREW("iso-8859-8", "ISO-8859-8"),
    /** UTF-16 in fact; big endian, unless a byte order mark says otherwise. */
    UCS2("ucs2", "UTF-16"),
    JIS("shift-jis", "Shift_JIS"),
    ISO_2022_JP("iso-2022-jp", "ISO-2022-JP"),
    EUC_JP("euc-jp", "EUC-JP"),
    EUC_KR("euc-kr", "EUC-KR");

    private static final int GSM_GROUPS = 0x10;
    private static final int GENERAL_GROUPS_END = 0x80;
    private static final int COMPRESSED = 0x20;
    private static final int WAITING_GROUPS = 0xC0;
    private static final int WAITING_UCS2_GROUP = 0xE0;
    private static final int MESSAGE_CLASS_GROUP = 0xF0;
    private static final int OCTETS_OF_CLASS = 0x04;

    private final String label;
    private final @Nullable Charset charset;

    InboundCoding(String label, @Nullable String charset) {
        this.label = label;
        this.charset = charset == null ? null : charset(charset);
    }

    /** A runtime made without the rarer ones reads them octet by octet. */
    private static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    /** How its octets are read; null for septets and binary. */
    @Nullable
    Charset charset() {
        return charset;
    }

    /**
     * The coding of a data_coding octet.
     *
     * @param alphabet what the SMSC writes where it says "default alphabet"
     */
    public static InboundCoding of(int dataCoding, DefaultAlphabet alphabet) {
        return switch (dataCoding) {
            case 0x00 -> ofDefault(alphabet);
            case 0x01 -> ASCII;
            case 0x03 -> LATIN1;
            case 0x05, 0x09 -> JIS;
            case 0x06 -> CYRILLIC;
            case 0x07 -> HEBREW;
            case 0x08 -> UCS2;
            case 0x0A -> ISO_2022_JP;
            case 0x0D -> EUC_JP;
            case 0x0E -> EUC_KR;
            default -> ofGsm(dataCoding, alphabet);
        };
    }

    private static InboundCoding ofDefault(DefaultAlphabet alphabet) {
        return switch (alphabet) {
            case GSM7_UNPACKED -> SEPTETS;
            case GSM7_PACKED -> PACKED_SEPTETS;
            case LATIN1 -> LATIN1;
            case IA5 -> ASCII;
        };
    }

    /** The groups of 3GPP TS 23.038 §4: general and automatic deletion, message waiting, message class. */
    private static InboundCoding ofGsm(int dataCoding, DefaultAlphabet alphabet) {
        if (dataCoding >= MESSAGE_CLASS_GROUP) {
            return (dataCoding & OCTETS_OF_CLASS) == 0 ? ofDefault(alphabet) : BINARY;
        }
        if (dataCoding >= WAITING_GROUPS) {
            return dataCoding >= WAITING_UCS2_GROUP ? UCS2 : ofDefault(alphabet);
        }
        boolean general = dataCoding >= GSM_GROUPS && dataCoding < GENERAL_GROUPS_END;
        if (!general || (dataCoding & COMPRESSED) != 0) {
            return BINARY;
        }
        return switch (dataCoding >> 2 & 3) {
            case 0 -> ofDefault(alphabet);
            case 2 -> UCS2;
            default -> BINARY;
        };
    }
}
