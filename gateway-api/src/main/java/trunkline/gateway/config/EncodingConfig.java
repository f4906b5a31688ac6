package trunkline.gateway.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trunkline.profile.SmscProfile;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.FlashForm;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.NationalLanguage;

/**
 * How one SMSC wants its messages.
 *
 * @param settings of the encoder
 * @param flash how it is told that a message is shown at once
 * @param times how it is told points in time
 * @param addresses how it is told senders and recipients
 */
public record EncodingConfig(EncodingSettings settings, FlashForm flash, Times times, AddressRules addresses) {

    /** How points in time are written (SMPP 3.4 §7.1.1). */
    public enum Times {
        /** In UTC. */
        ABSOLUTE,
        /** As a span from now on, for an SMSC whose clock or zone cannot be trusted. */
        RELATIVE
    }

    private static final String ALL_LANGUAGES = "all";
    private static final String LANGUAGES_RULE = "must name languages that have tables in 3GPP TS 23.038: "
            + Stream.of(NationalLanguage.values())
                    .map(NationalLanguage::isoCode)
                    .collect(Collectors.joining(", "))
            + ", or all";

    static EncodingConfig read(Section section, Profiled<SmscProfile> profiled) {
        SmscProfile profile = profiled.profile();
        DefaultAlphabet alphabet =
                section.oneOf("alphabet", profiled.fallback("/smpp/alphabet/dcs/0", defaultAlphabet(profile)));
        LongMessages longMessages = section.oneOf(
                "long-messages",
                profiled.fallback(
                        "/smpp/long/mt",
                        LongMessages.valueOf(profile.longMessages().mt().name())));
        Set<NationalLanguage> languages = languages(section);
        if (!languages.isEmpty() && !alphabet.hasSeptets()) {
            section.wrong("languages", "must be empty with an alphabet other than gsm7-unpacked and gsm7-packed");
            languages = Set.of();
        }
        return new EncodingConfig(
                new EncodingSettings(alphabet, longMessages, languages),
                section.oneOf(
                        "flash",
                        profiled.fallback(
                                "/smpp/alphabet/flash",
                                FlashForm.valueOf(profile.alphabet().flash().name()))),
                section.oneOf("times", Times.ABSOLUTE),
                AddressRules.read(section));
    }

    private static DefaultAlphabet defaultAlphabet(SmscProfile profile) {
        SmscProfile.Charset charset = profile.alphabet().dcs().getOrDefault(0, SmscProfile.Charset.GSM7_UNPACKED);
        return DefaultAlphabet.valueOf(charset.name());
    }

    private static Set<NationalLanguage> languages(Section section) {
        List<String> codes = section.texts("languages");
        if (codes.equals(List.of(ALL_LANGUAGES))) {
            return EnumSet.allOf(NationalLanguage.class);
        }
        Set<NationalLanguage> languages = EnumSet.noneOf(NationalLanguage.class);
        for (String code : codes) {
            NationalLanguage language = NationalLanguage.ofIsoCode(code);
            if (language == null) {
                section.wrong("languages", LANGUAGES_RULE);
                return Set.of();
            }
            languages.add(language);
        }
        return languages;
    }
}
