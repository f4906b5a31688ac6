package trunkline.gateway.smsc;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.NationalLanguage;

/**
 * The settings by which a message was cut, as the store keeps them: {@code gsm7-unpacked udh16 tr,es}. What is sent of it
 * later, by another process or after the settings were changed, still belongs to what was sent before.
 */
final class EncodingForm {

    private static final int PARTS_MIN = 2;
    private static final int PARTS_MAX = 3;

    private EncodingForm() {}

    /** Null for {@link EncodingSettings#BASIC}. */
    static @Nullable String write(EncodingSettings settings) {
        if (settings.equals(EncodingSettings.BASIC)) {
            return null;
        }
        String languages = settings.languages().stream()
                .sorted(Comparator.naturalOrder())
                .map(NationalLanguage::isoCode)
                .collect(Collectors.joining(","));
        String form = label(settings.alphabet()) + " " + label(settings.longMessages());
        return languages.isEmpty() ? form : form + " " + languages;
    }

    /** The settings that {@code form} writes; null if a later version has written it and this one cannot read it. */
    static @Nullable EncodingSettings read(@Nullable String form) {
        if (form == null) {
            return EncodingSettings.BASIC;
        }
        List<String> parts = List.of(form.split(" ", -1));
        if (parts.size() < PARTS_MIN || parts.size() > PARTS_MAX) {
            return null;
        }
        DefaultAlphabet alphabet = named(DefaultAlphabet.values(), parts.get(0));
        LongMessages longMessages = named(LongMessages.values(), parts.get(1));
        Set<NationalLanguage> languages = EnumSet.noneOf(NationalLanguage.class);
        if (parts.size() == PARTS_MAX) {
            for (String code : parts.get(2).split(",", -1)) {
                NationalLanguage language = NationalLanguage.ofIsoCode(code);
                if (language == null) {
                    return null;
                }
                languages.add(language);
            }
        }
        return alphabet == null || longMessages == null || (!languages.isEmpty() && !alphabet.hasSeptets())
                ? null
                : new EncodingSettings(alphabet, longMessages, languages);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> @Nullable E named(E[] constants, String label) {
        for (E constant : constants) {
            if (label(constant).equals(label)) {
                return constant;
            }
        }
        return null;
    }
}
