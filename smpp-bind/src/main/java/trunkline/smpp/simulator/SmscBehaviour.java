package trunkline.smpp.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the simulated SMSC behaves from now on; {@link SmscSimulator#behave} changes it while it runs.
 *
 * @param responses what answers a submit_sm
 * @param load how many it takes
 * @param receipts what follows a submit_sm that asked for a receipt
 * @param ids how message ids are written
 * @param links when links break
 * @param admission whose binds are accepted
 * @param dialect what it makes of the octets of a submit_sm
 */
public record SmscBehaviour(
        Responses responses, Load load, Receipts receipts, Ids ids, Links links, Admission admission, Dialect dialect) {

    /** Answers at once, delivers at once, breaks nothing. */
    public static final SmscBehaviour PERFECT = new SmscBehaviour(
            Responses.AT_ONCE, Load.ANY, Receipts.AT_ONCE, Ids.DECIMAL, Links.STABLE, Admission.OF_ALL, Dialect.ANY);

    public SmscBehaviour withResponses(Responses other) {
        return new SmscBehaviour(other, load, receipts, ids, links, admission, dialect);
    }

    public SmscBehaviour withLoad(Load other) {
        return new SmscBehaviour(responses, other, receipts, ids, links, admission, dialect);
    }

    public SmscBehaviour withReceipts(Receipts other) {
        return new SmscBehaviour(responses, load, other, ids, links, admission, dialect);
    }

    public SmscBehaviour withIds(Ids other) {
        return new SmscBehaviour(responses, load, receipts, other, links, admission, dialect);
    }

    public SmscBehaviour withLinks(Links other) {
        return new SmscBehaviour(responses, load, receipts, ids, other, admission, dialect);
    }

    public SmscBehaviour withAdmission(Admission other) {
        return new SmscBehaviour(responses, load, receipts, ids, links, other, dialect);
    }

    public SmscBehaviour withDialect(Dialect other) {
        return new SmscBehaviour(responses, load, receipts, ids, links, admission, other);
    }

    /**
     * What answers a submit_sm.
     *
     * @param delay from the submit to its answer
     * @param errors statuses, each for its share of the submits; the rest is accepted
     * @param silentShare share of the accepted submits that are taken but never answered, 0 to 1
     * @param slowShare share of the submits that are answered later than the rest, 0 to 1
     * @param slowDelay from one of those to its answer
     * @param failing statuses of all submits from these source addresses, as of SIMs that their network has blocked
     */
    public record Responses(
            Duration delay,
            List<ErrorShare> errors,
            double silentShare,
            double slowShare,
            Duration slowDelay,
            Map<String, Integer> failing) {

        public static final Responses AT_ONCE = after(Duration.ZERO);

        /** Every submit is taken, none is answered. */
        public static final Responses NEVER = AT_ONCE.withSilence(1);

        public Responses {
            errors = List.copyOf(errors);
            failing = Map.copyOf(failing);
            checkShare("silentShare", silentShare);
            checkShare("slowShare", slowShare);
        }

        public static Responses after(Duration delay) {
            return new Responses(delay, List.of(), 0, 0, delay, Map.of());
        }

        public static Responses failing(int commandStatus, double share) {
            return AT_ONCE.withErrors(List.of(new ErrorShare(commandStatus, share)));
        }

        public Responses withErrors(List<ErrorShare> other) {
            return new Responses(delay, other, silentShare, slowShare, slowDelay, failing);
        }

        public Responses withSilence(double share) {
            return new Responses(delay, errors, share, slowShare, slowDelay, failing);
        }

        public Responses withSlow(double share, Duration other) {
            return new Responses(delay, errors, silentShare, share, other, failing);
        }

        public Responses withFailing(Map<String, Integer> other) {
            return new Responses(delay, errors, silentShare, slowShare, slowDelay, other);
        }

        /** The status of a submit from {@code source}, as far as that decides it; 0 if it is taken. */
        int statusOf(String source) {
            return failing.getOrDefault(source, 0);
        }
    }

    /**
     * A command_status for a share of the submits.
     *
     * @param share 0 to 1
     */
    public record ErrorShare(int commandStatus, double share) {
        public ErrorShare {
            checkShare("share", share);
        }
    }

    /**
     * What follows a submit_sm that asked for a receipt.
     *
     * @param delay from the response to the receipt
     * @param outcomes what becomes of messages
     * @param timing in which order receipts come, and how often
     * @param shape what a receipt looks like
     * @param over which bind of the same system_id it comes over
     */
    public record Receipts(Duration delay, Outcomes outcomes, Timing timing, ReceiptShape shape, Over over) {

        public static final Receipts AT_ONCE = after(Duration.ZERO);

        public static Receipts after(Duration delay) {
            return new Receipts(delay, Outcomes.of("DELIVRD"), Timing.IN_ORDER, ReceiptShape.USUAL, Over.ANY_BIND);
        }

        public Receipts withState(String state) {
            return withOutcomes(Outcomes.of(state));
        }

        public Receipts withOutcomes(Outcomes other) {
            return new Receipts(delay, other, timing, shape, over);
        }

        public Receipts withShares(double early, double duplicate) {
            return withTiming(new Timing(early, duplicate, timing.intermediateShare(), timing.conflictingShare()));
        }

        public Receipts withTiming(Timing other) {
            return new Receipts(delay, outcomes, other, shape, over);
        }

        public Receipts withShape(ReceiptShape other) {
            return new Receipts(delay, outcomes, timing, other, over);
        }

        public Receipts withoutParameters() {
            return withShape(shape.withoutParameters());
        }

        public Receipts over(Over other) {
            return new Receipts(delay, outcomes, timing, shape, other);
        }
    }

    /** Which bind of the system_id that submitted a receipt comes over. */
    public enum Over {
        /** Each in turn. */
        ANY_BIND,
        /** Another than the submit came over, as long as there is one. */
        ANOTHER_BIND
    }

    /**
     * What becomes of messages.
     *
     * @param state the word behind {@code stat:}, with its message_state where the standard has one
     * @param otherShare share of the messages of which it is {@code other}, 0 to 1
     */
    public record Outcomes(String state, double otherShare, String other) {

        public Outcomes {
            checkShare("otherShare", otherShare);
        }

        public static Outcomes of(String state) {
            return new Outcomes(state, 0, state);
        }
    }

    /**
     * In which order receipts come, and how often; all shares are 0 to 1.
     *
     * @param earlyShare of the receipts, those that come before the response
     * @param duplicateShare those that come twice
     * @param intermediateShare those before which one with ENROUTE comes
     * @param conflictingShare those after which one with UNDELIV comes
     */
    public record Timing(double earlyShare, double duplicateShare, double intermediateShare, double conflictingShare) {

        public static final Timing IN_ORDER = new Timing(0, 0, 0, 0);

        public Timing {
            checkShare("earlyShare", earlyShare);
            checkShare("duplicateShare", duplicateShare);
            checkShare("intermediateShare", intermediateShare);
            checkShare("conflictingShare", conflictingShare);
        }
    }

    /**
     * How message ids are written.
     *
     * @param response in submit_sm_resp
     * @param receipt in the text of the receipt
     * @param parameter in receipted_message_id
     * @param otherShare share of the messages of which the response has {@code otherResponse} instead, 0 to 1
     */
    public record Ids(IdForm response, IdForm receipt, IdForm parameter, double otherShare, IdForm otherResponse) {

        public static final Ids DECIMAL = new Ids(IdForm.DECIMAL, IdForm.DECIMAL);

        public Ids {
            checkShare("otherShare", otherShare);
        }

        /** The same in the text of the receipt and in its parameter. */
        public Ids(IdForm response, IdForm receipt) {
            this(response, receipt, receipt, 0, response);
        }

        public Ids withParameter(IdForm other) {
            return new Ids(response, receipt, other, otherShare, otherResponse);
        }

        public Ids withOther(double share, IdForm other) {
            return new Ids(response, receipt, parameter, share, other);
        }
    }

    /**
     * When links break.
     *
     * @param dropAfterSubmits a link is cut at its n-th submit, which is taken but not answered; 0 for never
     * @param dropAfter a link is cut this long after its bind; zero for never
     * @param idle a link is cut after this long without a PDU of the ESME; zero for never
     * @param mute nothing at all is answered, not even enquire_link
     */
    public record Links(int dropAfterSubmits, Duration dropAfter, Duration idle, boolean mute) {

        public static final Links STABLE = new Links(0, Duration.ZERO, Duration.ZERO, false);

        public static Links cutAfterSubmits(int submits) {
            return new Links(submits, Duration.ZERO, Duration.ZERO, false);
        }

        public static Links cutAfter(Duration time) {
            return new Links(0, time, Duration.ZERO, false);
        }

        public static Links cutWhenIdle(Duration time) {
            return new Links(0, Duration.ZERO, time, false);
        }

        public static Links silent() {
            return new Links(0, Duration.ZERO, Duration.ZERO, true);
        }
    }

    static void checkShare(String key, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("'%s' is '%s': must be 0 to 1".formatted(key, share));
        }
    }
}
