package trunkline.gateway.http.dialect.amivono;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {

    @Test
    void cellsAreQuotedWhereTheyMustBe() {
        assertThat(CsvLine.of(List.of("a", "", "b c", "\u00e5\ud83d\ude00")))
                .isEqualTo("a,,b c,\u00e5\ud83d\ude00\r\n");
        assertThat(CsvLine.of(List.of("say \"hi\"", "a,b", "two\r\nlines")))
                .isEqualTo("\"say \"\"hi\"\"\",\"a,b\",\"two\r\nlines\"\r\n");
        assertThat(CsvLine.of(List.of(""))).isEqualTo("\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+46736265449",
                "-1",
                "@SUM(A1)",
                "\tx",
                "\u00011",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff20a",
                "  =1",
                "\ufeff=1",
                "\u200b\u00a0\u3000+1"
            })
    void whatASpreadsheetWouldTakeForAFormulaIsText(String cell) {
        assertThat(CsvLine.of(List.of("x", cell))).isEqualTo("x,'" + cell + "\r\n");
    }

    @Test
    void nulIsNotWritten() {
        assertThat(CsvLine.of(List.of("a\0b", "\0=1"))).isEqualTo("a\ufffdb,'\ufffd=1\r\n");
    }

    @Test
    void aFormulaThatNeedsQuotesHasBoth() {
        assertThat(CsvLine.of(List.of("=HYPERLINK(\"http://x.example\",\"a\")")))
                .isEqualTo("\"'=HYPERLINK(\"\"http://x.example\"\",\"\"a\"\")\"\r\n");
        assertThat(CsvLine.of(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
    }
}
