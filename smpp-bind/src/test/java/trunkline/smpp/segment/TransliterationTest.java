package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.smpp.segment.Transliteration.Extent.NEAREST_LETTER;
import static trunkline.smpp.segment.Transliteration.Extent.SAME_MEANING;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.smpp.segment.Transliteration.Replacement;
import trunkline.smpp.wire.RandomText;

class TransliterationTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "“don’t” „so“ «x» ‹y›|\"don't\" \"so\" \"x\" <y>",
                "1–2 — 3‑4 − 5|1-2 - 3-4 - 5",
                "wait…|wait...",
                "ﬁne oﬃce œuvre ĳs|fine office oeuvre ijs",
                "• one ● two|* one * two",
                "ＡＢＣ！ 𝐇𝐞𝐥𝐥𝐨 𝓌ℴ𝓇𝓁𝒹|ABC! Hello world",
                "3×4 ÷ 2 ≤ 6 ≥ 6 5 µm|3x4 / 2 <= 6 >= 6 5 um",
                "© ® ™ №|(c) (r) TM No",
                "e\u0301te\u0301 n\u0303|été ñ",
            })
    void replacesWhatMeansTheSame(String text, String result) {
        assertThat(Transliteration.of(text, SAME_MEANING).text()).isEqualTo(result);
    }

    @Test
    void replacesSpacesOfEveryKindAndLeavesOutWhatIsNotSeen() {
        assertThat(Transliteration.of("a\u00A0b\u2003c\u202Fd\te\u3000f", SAME_MEANING)
                        .text())
                .isEqualTo("a b c d e f");
        assertThat(Transliteration.of("a\u200Bb\u00ADc\uFEFF\u2028d", SAME_MEANING)
                        .text())
                .isEqualTo("abc\nd");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ł", "ç", "ş", "á", "10²", "1½", "H₂O", "😀", "жук", "漢字", "العربية", "α", "°"})
    void leavesAloneWhatHasNoLikeOfTheSameMeaning(String text) {
        assertThat(Transliteration.of(text, SAME_MEANING).text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Łódź złoty, Lodz zloty",
        "façade ação, facade acao",
        "İstanbul'da ışık, Istanbul'da isik",
        "Đà Nẵng, Dà Nang",
        "Þórður, THordur",
        "Ζήτω η Ελλάς, ZHTΩ H EΛΛAΣ",
        "e\u0323xtra, extra"
    })
    void replacesLettersByTheNearestIfThatIsAllowed(String text, String result) {
        assertThat(Transliteration.of(text, NEAREST_LETTER).text()).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"10²", "1½", "😀", "жук", "漢字"})
    void leavesAloneWhatHasNoLikeAtAll(String text) {
        assertThat(Transliteration.of(text, NEAREST_LETTER).text()).isEqualTo(text);
    }

    @Test
    void tellsWhatWasReplacedByWhatAndHowOften() {
        Transliteration result = Transliteration.of("“it’s” – it’s", SAME_MEANING);
        assertThat(result.replaced())
                .containsExactly(
                        new Replacement("“", "\"", 1),
                        new Replacement("’", "'", 2),
                        new Replacement("”", "\"", 1),
                        new Replacement("–", "-", 1));
        assertThat(Transliteration.of("zero\u200Bwidth", SAME_MEANING).replaced())
                .containsExactly(new Replacement("\u200B", "", 1));
    }

    @Test
    void touchesNothingThatTheAlphabetHas() {
        var all = new StringBuilder();
        for (int c = 0; c < Gsm7Alphabet.CODES.length; c++) {
            if (Gsm7Alphabet.CODES[c] != Gsm7Alphabet.NONE) {
                all.append((char) c);
            }
        }
        assertThat(Transliteration.of(all.toString(), NEAREST_LETTER))
                .isEqualTo(new Transliteration(all.toString(), java.util.List.of()));
    }

    @Test
    void putsOnlyCharactersOfTheAlphabetInPlaceOfOthers() {
        for (int codePoint = 0; codePoint < 0x1_FC00; codePoint++) {
            String text = Character.toString(codePoint);
            for (Transliteration.Extent extent : Transliteration.Extent.values()) {
                for (Replacement one : Transliteration.of(text, extent).replaced()) {
                    assertThat(one.by().chars().allMatch(c -> Gsm7Alphabet.CODES[c] != Gsm7Alphabet.NONE))
                            .as("U+%04X by %s", codePoint, one.by())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void takesAnythingForAText() {
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            Transliteration.of(RandomText.of(random, 200), NEAREST_LETTER);
        }
        assertThat(Transliteration.of("\uD83D’\uDE00", SAME_MEANING).text()).isEqualTo("\uD83D'\uDE00");
    }
}
