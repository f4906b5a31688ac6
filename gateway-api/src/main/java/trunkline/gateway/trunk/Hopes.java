package trunkline.gateway.trunk;

import java.time.Duration;
import trunkline.gateway.dispatch.CallEnd.Hope;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.CallOutcome.Unreachable;

/** What the end of a call says of the next one. */
final class Hopes {

    private Hopes() {}

    /** Who declined, or has no such number, is not called again; nor is a call that the trunk will never take. */
    static Hope of(CallOutcome outcome) {
        return switch (outcome.kind()) {
            case BUSY -> Hope.BUSY;
            case NO_ANSWER -> Hope.NO_ANSWER;
            case UNREACHABLE -> of((Unreachable) outcome);
            case FAILED -> Hope.REFUSED;
            case COMPLETED, DECLINED, REDIRECTED, CANCELLED -> Hope.NONE;
        };
    }

    private static Hope of(Unreachable outcome) {
        return switch (outcome.missing()) {
            case TRUNK -> Hope.TROUBLE;
            case CALLEE -> Hope.NO_ANSWER;
            case NUMBER -> Hope.NONE;
        };
    }

    /** Retry-After of a trunk in trouble (RFC 3261 §21.5.4); that of a callee is his own. */
    static Duration rest(CallOutcome outcome) {
        Duration asked = outcome.status().retryAfter();
        return asked != null && of(outcome) == Hope.TROUBLE ? asked : Duration.ZERO;
    }
}
