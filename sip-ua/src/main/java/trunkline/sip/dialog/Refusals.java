package trunkline.sip.dialog;

import java.util.List;
import trunkline.sip.dialog.CallOutcome.Busy;
import trunkline.sip.dialog.CallOutcome.Declined;
import trunkline.sip.dialog.CallOutcome.Failed;
import trunkline.sip.dialog.CallOutcome.Missing;
import trunkline.sip.dialog.CallOutcome.NoAnswer;
import trunkline.sip.dialog.CallOutcome.Redirected;
import trunkline.sip.dialog.CallOutcome.Unreachable;

/**
 * Which final status of an INVITE is which outcome.
 *
 * <pre>
 *   3xx                                            redirected
 *   486, 600                                       busy
 *   603, 607 (RFC 8197), 608 (RFC 8688)            declined
 *   404, 410, 484, 485, 604                        unreachable: the number
 *   487; 408 and 480 after ringing                 no answer
 *   480 before ringing                             unreachable: the callee
 *   408 before ringing, 500, 502, 503, 504         unreachable: the trunk
 *   all others                                     failed
 * </pre>
 *
 * <p>A status that is not known counts as the x00 of its class (RFC 3261 §8.1.3.2): 599 is a 500, 699 is a 600.
 *
 * <p>Gateways to the telephone network hide the true cause behind a few statuses. Where one of those (400, 403, 480,
 * 500, 502, 503, 504) comes with a Q.850 cause, that cause decides: 17 busy; 18, 19 no answer; 21 declined; 1, 22, 28
 * the number; 20, 27 the callee; 34, 38, 41, 42, 44, 47 the trunk. A 403 without one is the trunk's own refusal, so it
 * is failed and not declined.
 */
final class Refusals {

    private Refusals() {}

    /**
     * The outcome of a final status of 300 to 699.
     *
     * @param rang a provisional response other than 100 had come
     * @param contacts those of a 3xx, the most wanted first
     */
    static CallOutcome outcome(SipStatus status, boolean rang, List<String> contacts) {
        return switch (status.code()) {
            case 486 -> new Busy(status);
            case 603, 607, 608 -> new Declined(status);
            case 404, 410, 484, 485, 604 -> new Unreachable(Missing.NUMBER, status);
            case 487 -> new NoAnswer(status);
            case 408 -> rang ? new NoAnswer(status) : new Unreachable(Missing.TRUNK, status);
            case 400, 403, 480, 500, 502, 503, 504 -> byCause(status, rang);
            case 501, 505, 513, 580, 606 -> new Failed(status);
            default -> byClass(status, contacts);
        };
    }

    private static CallOutcome byCause(SipStatus status, boolean rang) {
        return switch (status.q850Cause()) {
            case 17 -> new Busy(status);
            case 18, 19 -> new NoAnswer(status);
            case 21 -> new Declined(status);
            case 1, 22, 28 -> new Unreachable(Missing.NUMBER, status);
            case 20, 27 -> new Unreachable(Missing.CALLEE, status);
            case 34, 38, 41, 42, 44, 47 -> new Unreachable(Missing.TRUNK, status);
            default -> byGatewayStatus(status, rang);
        };
    }

    private static CallOutcome byGatewayStatus(SipStatus status, boolean rang) {
        return switch (status.code()) {
            case 400, 403 -> new Failed(status);
            case 480 -> rang ? new NoAnswer(status) : new Unreachable(Missing.CALLEE, status);
            default -> new Unreachable(Missing.TRUNK, status);
        };
    }

    private static CallOutcome byClass(SipStatus status, List<String> contacts) {
        return switch (status.code() / 100) {
            case 3 -> new Redirected(contacts, status);
            case 5 -> new Unreachable(Missing.TRUNK, status);
            case 6 -> new Busy(status);
            default -> new Failed(status);
        };
    }
}
