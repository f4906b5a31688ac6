package trunkline.smpp.segment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The languages that have tables of their own beside the GSM 7-bit default alphabet (3GPP TS 23.038 §6.2.1.2, Annex A).
 *
 * <p>A single shift table takes the place of the extension table: its characters cost two septets, an escape and
 * themselves. A locking shift table takes the place of the default alphabet: its characters cost one. Which of them a
 * message uses stands in its user data header (3GPP TS 23.040 §9.2.3.24.15 and .16), so the SMSC must let that through.
 */
public enum NationalLanguage {
    TURKISH(1, "tr"),
    /** Has a single shift table only. */
    SPANISH(2, "es"),
    PORTUGUESE(3, "pt"),
    BENGALI(4, "bn"),
    GUJARATI(5, "gu"),
    HINDI(6, "hi"),
    KANNADA(7, "kn"),
    MALAYALAM(8, "ml"),
    ORIYA(9, "or"),
    PUNJABI(10, "pa"),
    TAMIL(11, "ta"),
    TELUGU(12, "te"),
    URDU(13, "ur");

    private static final NationalLanguage[] ALL = values();

    private final int identifier;
    private final String isoCode;

    NationalLanguage(int identifier, String isoCode) {
        this.identifier = identifier;
        this.isoCode = isoCode;
    }

    /** The National Language Identifier (3GPP TS 23.038 §6.2.1.2.4), 1 to 13. */
    public int identifier() {
        return identifier;
    }

    /** Its two letters of ISO 639-1. */
    public String isoCode() {
        return isoCode;
    }

    /** The language of these two letters, in upper or lower case, or null. */
    public static @Nullable NationalLanguage ofIsoCode(String letters) {
        String lower = letters.toLowerCase(Locale.ROOT);
        for (NationalLanguage language : ALL) {
            if (language.isoCode.equals(lower)) {
                return language;
            }
        }
        return null;
    }

    /** The language of this identifier; null for 0, which stands for the default tables. */
    static @Nullable NationalLanguage ofIdentifier(int identifier) {
        return identifier == 0 ? null : ALL[identifier - 1];
    }
}
