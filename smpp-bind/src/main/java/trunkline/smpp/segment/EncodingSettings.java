package trunkline.smpp.segment;

import java.util.EnumSet;
import java.util.Set;

/**
 * How one SMSC wants its messages.
 *
 * @param alphabet what it takes data_coding 0 for
 * @param longMessages how it gets what does not fit one short message
 * @param languages whose national tables it lets through to the phone; they need an alphabet of septets
 */
public record EncodingSettings(DefaultAlphabet alphabet, LongMessages longMessages, Set<NationalLanguage> languages) {

    /** What nearly all take: septets in octets, an 8-bit reference, no national tables. */
    public static final EncodingSettings BASIC =
            new EncodingSettings(DefaultAlphabet.GSM7_UNPACKED, LongMessages.UDH8, Set.of());

    public EncodingSettings {
        if (!languages.isEmpty() && !alphabet.hasSeptets()) {
            throw new IllegalArgumentException(
                    "'languages' is %s: must be empty with the alphabet %s".formatted(languages, alphabet));
        }
        languages = languages.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(languages));
    }

    /** The same with another way for long messages. */
    public EncodingSettings with(LongMessages way) {
        return new EncodingSettings(alphabet, way, languages);
    }

    /** A bit for each national table that may be used, numbered by {@link NationalLanguage#identifier}. */
    int tables() {
        int tables = 0;
        for (NationalLanguage language : languages) {
            tables |= 1 << language.identifier();
        }
        return tables;
    }
}
