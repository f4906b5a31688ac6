package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.dialog.CallOutcome.Redirected;
import trunkline.sip.dialog.CallOutcome.Unreachable;

class RefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "300, redirected",
        "302, redirected",
        "399, redirected",
        "400, failed",
        "401, failed",
        "403, failed",
        "407, failed",
        "415, failed",
        "488, failed",
        "499, failed",
        "404, unreachable NUMBER",
        "410, unreachable NUMBER",
        "484, unreachable NUMBER",
        "604, unreachable NUMBER",
        "408, unreachable TRUNK",
        "480, unreachable CALLEE",
        "486, busy",
        "600, busy",
        "699, busy",
        "487, no-answer",
        "500, unreachable TRUNK",
        "502, unreachable TRUNK",
        "503, unreachable TRUNK",
        "599, unreachable TRUNK",
        "501, failed",
        "505, failed",
        "606, failed",
        "603, declined",
        "607, declined",
        "608, declined"
    })
    void sortsAStatusBeforeRinging(int code, String expected) {
        assertThat(word(Refusals.outcome(SipStatus.received(code, ""), false, List.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"408, no-answer", "480, no-answer", "486, busy", "503, unreachable TRUNK", "603, declined"})
    void sortsAStatusAfterRinging(int code, String expected) {
        assertThat(word(Refusals.outcome(SipStatus.received(code, ""), true, List.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "480, 17, busy",
        "480, 18, no-answer",
        "480, 19, no-answer",
        "403, 21, declined",
        "503, 21, declined",
        "500, 1, unreachable NUMBER",
        "500, 28, unreachable NUMBER",
        "480, 20, unreachable CALLEE",
        "502, 27, unreachable CALLEE",
        "480, 34, unreachable TRUNK",
        "503, 16, unreachable TRUNK",
        "486, 34, busy",
        "603, 34, declined"
    })
    void believesTheQ850CauseOfAGatewayWhereItsStatusSaysLittle(int code, int cause, String expected) {
        SipStatus status = SipStatus.received(code, "").withReason(Reason.q850(cause, ""));
        assertThat(word(Refusals.outcome(status, false, List.of()))).isEqualTo(expected);
    }

    @Test
    void takesNoSipReasonForAQ850Cause() {
        SipStatus status = SipStatus.received(480, "").withReason(new Reason("SIP", 17, ""));
        assertThat(word(Refusals.outcome(status, false, List.of()))).isEqualTo("unreachable CALLEE");
    }

    @Test
    void keepsTheAddressesOfARedirection() {
        var outcome = Refusals.outcome(SipStatus.received(302, "Moved"), false, List.of("sip:x@a", "sip:x@b"));
        assertThat(outcome).isEqualTo(new Redirected(List.of("sip:x@a", "sip:x@b"), SipStatus.received(302, "Moved")));
    }

    private static String word(CallOutcome outcome) {
        return outcome.kind().label() + (outcome instanceof Unreachable unreachable ? " " + unreachable.missing() : "");
    }
}
