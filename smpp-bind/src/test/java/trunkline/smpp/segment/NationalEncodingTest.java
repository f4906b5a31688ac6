package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.smpp.segment.SegmentEncoder.Result;

/** Octets derived by hand from the tables of 3GPP TS 23.038 Annex A. */
class NationalEncodingTest {

    private static final String[][] CELLS = TableFile.read();

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    @Test
    void turkishLettersAreEscapedWhereTheTextHasWhatTheirLockingShiftTableLost() {
        assertThat(encoded("Voilà: très déjà vu à Kadıköy, güneşli", NationalLanguage.TURKISH))
                .isEqualTo("03 24 01 01 "
                        + "56 6f 69 6c 7f 3a 20 74 72 04 73 20 64 05 6a 7f 20 76 75 20 7f 20"
                        + " 4b 61 64 1b 69 6b 7c 79 2c 20 67 7e 6e 65 1b 73 6c 69");
    }

    @Test
    void turkishIsOneSeptetALetterInTheLockingShiftTable() {
        assertThat(encoded("Kadıköy'de görüşürüz", NationalLanguage.TURKISH))
                .isEqualTo("03 25 01 01 4b 61 64 07 6b 7c 79 27 64 65 20 67 7c 72 7e 1d 7e 72 7e 7a");
    }

    @Test
    void manyOfThemAreOneSeptetEachInTheLockingShiftTable() {
        assertThat(encoded("ığşçİĞŞ".repeat(2), NationalLanguage.TURKISH))
                .isEqualTo("03 25 01 01 " + "07 0c 1d 60 40 0b 1c ".repeat(2).trim());
    }

    @Test
    void spanishHasNoLockingShiftTable() {
        assertThat(encoded("¿Dónde está la estación más cercana? Allí.", NationalLanguage.SPANISH))
                .startsWith("03 24 01 02 60 44 1b 6f 6e 64 65 20 65 73 74 1b 61");
    }

    @Test
    void portugueseTildesAreOneSeptetInTheLockingShiftTable() {
        assertThat(encoded("ãõáéíóúâêôç ÃÕÁ", NationalLanguage.PORTUGUESE))
                .isEqualTo("03 25 01 03 7b 7c 0f 05 07 08 06 1d 04 0c 09 20 5b 5c 0e");
    }

    @Test
    void hindiTakesLatinLettersInCapitalsFromTheSingleShiftTable() {
        assertThat(encoded("नमस्ते, SMS आया है।", NationalLanguage.HINDI))
                .isEqualTo("06 24 01 06 25 01 06 "
                        + "2f 42 4c 5f 27 59 2c 20 1b 53 1b 4d 1b 53 20 04 43 50 20 4d 5a 1b 19");
    }

    @Test
    void kannadaDdaStandsWhereAndroidReadsIt() {
        assertThat(encoded("ಕನ್ನಡ ಹಡಗು", NationalLanguage.KANNADA)).contains("24");
    }

    /** Every character of every table goes alone, by that table, if no other way is shorter; and comes back. */
    @ParameterizedTest
    @EnumSource
    void everyCharacterOfBothTablesComesBack(NationalLanguage language) {
        var settings = settings(language);
        var encoder = new SegmentEncoder(settings);
        for (int kind = 0; kind < 2; kind++) {
            for (int septet = 0; septet < 128; septet++) {
                String cell = CELLS[kind][language.identifier() * 128 + septet];
                if (cell != null) {
                    // enough of it, with a letter that all tables have, to be worth a header
                    String text = ("a" + cell).repeat(20);
                    assertThat(encoder.encode(text, 0, out)).isEqualTo(Result.ENCODED);
                    assertThat(encoder.coding()).as(cell).isEqualTo(DataCoding.GSM_7BIT);
                    assertThat(new AirReader(settings).text(encoder, out)).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void aShortTextStaysUcs2WhereAHeaderWouldCostMore() {
        var encoder = new SegmentEncoder(settings(NationalLanguage.TURKISH));
        encoder.encode("ş", 0, out);
        assertThat(encoder.coding()).isEqualTo(DataCoding.UCS2);
        encoder.encode("şarj", 0, out);
        assertThat(encoder.coding()).isEqualTo(DataCoding.UCS2);
        encoder.encode("şarjı bitti", 0, out);
        assertThat(encoder.coding()).isEqualTo(DataCoding.GSM_7BIT);
    }

    @Test
    void withoutTheLanguageTheTextIsUcs2() {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC);
        encoder.encode("Kadıköy'de görüşürüz, hava güneşli olacak.", 0, out);
        assertThat(encoder.coding()).isEqualTo(DataCoding.UCS2);
        assertThat(encoder.single()).isNull();
    }

    @Test
    void aTextOfTheDefaultAlphabetNeedsNoHeaderHoweverManyLanguagesThereAre() {
        var encoder = new SegmentEncoder(new EncodingSettings(
                DefaultAlphabet.GSM7_UNPACKED, LongMessages.UDH8, EnumSet.allOf(NationalLanguage.class)));
        encoder.encode("10 € [ok] àèìòù", 0, out);
        assertThat(encoder.hasHeader()).isFalse();
    }

    @Test
    void oneCharacterThatNoTableHasMakesAllOfItUcs2() {
        var encoder = new SegmentEncoder(settings(NationalLanguage.TURKISH));
        encoder.encode("ğ".repeat(60) + "😀", 0, out);
        assertThat(encoder.coding()).isEqualTo(DataCoding.UCS2);
        assertThat(encoder.hasHeader()).isFalse();
    }

    /** 150 letters of Turkish: one segment instead of three. */
    @Test
    void savesTwoSegmentsOfThree() {
        String text = "Sayın müşterimiz, kargonuz dağıtıma çıkmıştır; teslimat için şubemizi arayınız. "
                + "Görüş ve önerileriniz için çağrı merkezimize ulaşabilirsiniz.";
        var encoder = new SegmentEncoder(settings(NationalLanguage.TURKISH));
        encoder.encode(text, 0, out);
        assertThat(encoder.segments()).isEqualTo(1);
        var without = new SegmentEncoder(EncodingSettings.BASIC);
        without.encode(text, 0, out);
        assertThat(without.segments()).isEqualTo(3);
    }

    @Test
    void namesEachLanguageByItsIsoCode() {
        assertThat(NationalLanguage.ofIsoCode("TR")).isEqualTo(NationalLanguage.TURKISH);
        assertThat(NationalLanguage.ofIsoCode("xx")).isNull();
        for (NationalLanguage language : NationalLanguage.values()) {
            assertThat(NationalLanguage.ofIsoCode(language.isoCode())).isEqualTo(language);
            assertThat(NationalLanguage.ofIdentifier(language.identifier())).isEqualTo(language);
        }
    }

    private String encoded(String text, NationalLanguage language) {
        var encoder = new SegmentEncoder(settings(language));
        assertThat(encoder.encode(text, 0, out)).isEqualTo(Result.ENCODED);
        assertThat(encoder.segments()).isEqualTo(1);
        return HexFormat.ofDelimiter(" ").formatHex(out, 0, encoder.length(0));
    }

    private static EncodingSettings settings(NationalLanguage language) {
        return new EncodingSettings(DefaultAlphabet.GSM7_UNPACKED, LongMessages.UDH8, Set.of(language));
    }
}
