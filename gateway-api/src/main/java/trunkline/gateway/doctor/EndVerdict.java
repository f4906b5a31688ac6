package trunkline.gateway.doctor;

import java.util.Locale;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.Reason;

/** Who ended an answered call, and what was said about it. */
final class EndVerdict {

    private EndVerdict() {}

    static Finding of(CallOutcome.Completed outcome, WireLog log) {
        Reason reason = outcome.status().reason();
        String talk = String.format(Locale.ROOT, " after %.1f s", outcome.talk().toMillis() / 1e3);
        String said = reason == null ? "" : ", Reason: " + reason.toHeaderValue();
        return switch (outcome.by()) {
            case US -> ours(talk, log);
            case THEM ->
                Finding.warning(
                        Step.END,
                        "the callee's side hung up" + talk + said,
                        "nothing, if somebody did; a trunk that does this by itself may miss a key: ask it for its reason");
            case LOST ->
                Finding.wrong(
                        Step.END,
                        "the callee's side had gone" + talk,
                        "`overrides: {sip: {session_timer: \"off\"}}`, if the trunk does not answer refreshes");
        };
    }

    private static Finding ours(String talk, WireLog log) {
        String code = log.last("BYE").map(entry -> entry.message().statusLine()).orElse("");
        return code.startsWith("2")
                ? Finding.ok(Step.END, "we hung up" + talk + ", BYE answered " + code)
                : Finding.warning(
                        Step.END,
                        "we hung up" + talk + ", BYE " + (code.isEmpty() ? "not answered" : "answered " + code),
                        "the trunk may hold such calls open, and charge them: ask it why");
    }
}
