package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void readsTheExamplesOfTheStandard() {
        assertThat(Reason.parse("SIP ;cause=200 ;text=\"Call completed elsewhere\""))
                .contains(new Reason("SIP", 200, "Call completed elsewhere"));
        assertThat(Reason.parse("Q.850 ;cause=16 ;text=\"Terminated\""))
                .contains(new Reason("Q.850", 16, "Terminated"));
        assertThat(Reason.parse("SIP ;cause=600 ;text=\"Busy Everywhere\""))
                .contains(new Reason("SIP", 600, "Busy Everywhere"));
    }

    @Test
    void readsWhatGatewaysWrite() {
        assertThat(Reason.parse("q.850;cause=34")).contains(new Reason("q.850", 34, ""));
        assertThat(Reason.parse("Q.850;text=busy;CAUSE=17;location=RLN")).contains(new Reason("Q.850", 17, "busy"));
        assertThat(Reason.parse("Q.850")).contains(new Reason("Q.850", 0, ""));
        assertThat(Reason.parse("Q.850;cause=99999999999")).contains(new Reason("Q.850", 999999999, ""));
        assertThat(Reason.parse(";cause=17")).isEmpty();
    }

    @Test
    void writesTextSoThatItCannotEndTheHeader() {
        Reason evil = Reason.q850(16, "say \"bye\"\r\nVia: x");
        assertThat(evil.toHeaderValue()).isEqualTo("Q.850;cause=16;text=\"say \\\"bye\\\"  Via: x\"");
        assertThat(Reason.parse(evil.toHeaderValue())).contains(Reason.q850(16, "say \"bye\"  Via: x"));
    }
}
