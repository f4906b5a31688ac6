package trunkline.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.inbound.OptWords.Kind;

class OptWordsTest {

    private final OptWords words = OptWords.with(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "\"stop!\"",
                "STOP\r\n",
                "ＳＴＯＰ",
                "s\u200Btop",
                "stop 🛑",
                "Stop all",
                "STOPP",
                "arrêt",
                "ARRÊT",
                "ARRET",
                "arre\u0302t",
                "İPTAL",
                "iptal",
                "IPTAL",
                "ıptal",
                "ΣΤΟΠ",
                "Διακοπή",
                "стоп",
                "СТОП!",
                "الغاء",
                "إلغاء",
                "إلـغـاء",
                "הסר",
                "रोकें",
                "退订",
                "停止",
                "ストップ",
                "ｽﾄｯﾌﾟ",
                "수신거부",
                "ยกเลิก",
                "HỦY",
                "Sluta",
                "отписка"
            })
    void stopWhateverTheirCaseAccentsWidthAndPunctuation(String text) {
        assertThat(words.kindOf(text)).isEqualTo(Kind.STOP);
    }

    @ParameterizedTest
    @CsvSource({"start, START", "UNSTOP, START", "Hjälp, HELP", "ΒΟΉΘΕΙΑ, HELP", "помощь?, HELP", "帮助, HELP"})
    void startAndHelp(String text, Kind kind) {
        assertThat(words.kindOf(text)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "!",
                "stop the bus at noon",
                "nonstop",
                "don't stop",
                "bus stop",
                "start stop",
                "stops",
                "yes",
                "no",
                "helpful"
            })
    void nothingElseIsTakenForOne(String text) {
        assertThat(words.kindOf(text)).isNull();
    }

    @Test
    void ownWordsStandBeforeThoseOfTheLanguages() {
        OptWords own = OptWords.with(Map.of(Kind.STOP, List.of("No more, please"), Kind.START, List.of("end")));
        assertThat(own.kindOf("NO MORE PLEASE!!")).isEqualTo(Kind.STOP);
        assertThat(own.kindOf("End")).isEqualTo(Kind.START);
        assertThat(own.kindOf("stop")).isEqualTo(Kind.STOP);
    }

    @Test
    void aTextOfAnyLengthIsReadInShortTime() {
        assertThat(words.kindOf("\u0300".repeat(1_000_000))).isNull();
        assertThat(words.kindOf("stop" + " ".repeat(500))).isEqualTo(Kind.STOP);
    }

    @Test
    void aNumberIsOneHoweverItIsWritten() {
        assertThat(List.of(NumberKey.of("+4670"), NumberKey.of("004670"), NumberKey.of(" 4670")))
                .containsOnly("4670");
        assertThat(NumberKey.of("Shop")).isEqualTo("shop");
    }
}
