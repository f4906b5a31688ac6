package trunkline.smpp.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptDateTest {

    private static final List<ReceiptDate.Form> ALL = List.of(ReceiptDate.Form.values());

    @ParameterizedTest
    @CsvSource({
        "2302101454, 2023-02-10T14:54:00",
        "141023215253, 2014-10-23T21:52:53",
        "20230210145402, 2023-02-10T14:54:02",
        "201506201641, 2015-06-20T16:41:00",
        "200101010030, 2020-01-01T01:00:30"
    })
    void readsTheFormsOfTheField(String raw, LocalDateTime local) {
        assertThat(ReceiptDate.parse(raw, ALL).local()).isEqualTo(local);
    }

    @Test
    void theSettingDecidesWhereTwelveDigitsFitTwoForms() {
        assertThat(ReceiptDate.parse("200101010030", List.of(ReceiptDate.Form.YYYYMMDDhhmm))
                        .local())
                .isEqualTo(LocalDateTime.of(2001, 1, 1, 0, 30));
    }

    @Test
    void readsTheOffsetOfAnAbsoluteTimeInQuartersOfAnHour() {
        var eastern =
                new ReceiptDate("120726132548008+", LocalDateTime.of(2012, 7, 26, 13, 25, 48), ZoneOffset.ofHours(2));
        assertThat(ReceiptDate.parse("120726132548008+", ALL)).isEqualTo(eastern);
        assertThat(ReceiptDate.parse("120726132548022-", ALL).offset()).isEqualTo(ZoneOffset.ofHoursMinutes(-5, -30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "0000000000",
                "2313101454",
                "230210145",
                "120726132548099R",
                "120726132548099+",
                "２３０２１０１４５４"
            })
    void keepsWhatIsNoDateAsItIs(String raw) {
        assertThat(ReceiptDate.parse(raw, ALL)).isEqualTo(new ReceiptDate(raw, null, null));
    }
}
