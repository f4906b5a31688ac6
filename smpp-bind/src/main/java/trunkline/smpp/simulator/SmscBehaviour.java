package trunkline.smpp.simulator;

import java.time.Duration;
import java.util.List;

/**
 * How the simulated SMSC behaves from now on; {@link SmscSimulator#behave} changes it while it runs.
 *
 * @param responses what answers a submit_sm
 * @param receipts what follows a submit_sm that asked for a receipt
 * @param ids how message ids are written
 * @param links when links break, and whether there are any
 */
public record SmscBehaviour(Responses responses, Receipts receipts, Ids ids, Links links) {

    /** Answers at once, delivers at once, breaks nothing. */
    public static final SmscBehaviour PERFECT =
            new SmscBehaviour(Responses.AT_ONCE, Receipts.AT_ONCE, Ids.DECIMAL, Links.STABLE);

    public SmscBehaviour withResponses(Responses other) {
        return new SmscBehaviour(other, receipts, ids, links);
    }

    public SmscBehaviour withReceipts(Receipts other) {
        return new SmscBehaviour(responses, other, ids, links);
    }

    public SmscBehaviour withIds(Ids other) {
        return new SmscBehaviour(responses, receipts, other, links);
    }

    public SmscBehaviour withLinks(Links other) {
        return new SmscBehaviour(responses, receipts, ids, other);
    }

    /**
     * What answers a submit_sm.
     *
     * @param delay from the submit to its answer
     * @param errors statuses, each for its share of the submits; the rest is accepted
     * @param perSecond submits a second above which ESME_RTHROTTLED is answered, all links together; 0 for no limit
     * @param silentShare share of the accepted submits that are taken but never answered, 0 to 1
     */
    public record Responses(Duration delay, List<ErrorShare> errors, int perSecond, double silentShare) {

        public static final Responses AT_ONCE = new Responses(Duration.ZERO, List.of(), 0, 0);

        /** Every submit is taken, none is answered. */
        public static final Responses NEVER = new Responses(Duration.ZERO, List.of(), 0, 1);

        public Responses {
            errors = List.copyOf(errors);
            checkShare("silentShare", silentShare);
        }

        public static Responses after(Duration delay) {
            return new Responses(delay, List.of(), 0, 0);
        }

        public static Responses failing(int commandStatus, double share) {
            return new Responses(Duration.ZERO, List.of(new ErrorShare(commandStatus, share)), 0, 0);
        }

        public static Responses throttledAbove(int perSecond) {
            return new Responses(Duration.ZERO, List.of(), perSecond, 0);
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
     * @param state the word behind {@code stat:}, with its message_state where the standard has one
     * @param earlyShare share of the receipts that come before the response, 0 to 1
     * @param duplicateShare share of the receipts that come twice, 0 to 1
     * @param parameters whether receipted_message_id and message_state stand beside the text
     */
    public record Receipts(Duration delay, String state, double earlyShare, double duplicateShare, boolean parameters) {

        public static final Receipts AT_ONCE = new Receipts(Duration.ZERO, "DELIVRD", 0, 0, true);

        public Receipts {
            checkShare("earlyShare", earlyShare);
            checkShare("duplicateShare", duplicateShare);
        }

        public static Receipts after(Duration delay) {
            return new Receipts(delay, "DELIVRD", 0, 0, true);
        }

        public Receipts withState(String other) {
            return new Receipts(delay, other, earlyShare, duplicateShare, parameters);
        }

        public Receipts withShares(double early, double duplicate) {
            return new Receipts(delay, state, early, duplicate, parameters);
        }

        public Receipts withoutParameters() {
            return new Receipts(delay, state, earlyShare, duplicateShare, false);
        }
    }

    /**
     * How message ids are written.
     *
     * @param response in submit_sm_resp
     * @param receipt in the receipt, text and parameter alike
     */
    public record Ids(IdForm response, IdForm receipt) {
        public static final Ids DECIMAL = new Ids(IdForm.DECIMAL, IdForm.DECIMAL);
    }

    /**
     * When links break.
     *
     * @param dropAfterSubmits a link is cut at its n-th submit, which is taken but not answered; 0 for never
     * @param dropAfter a link is cut this long after its bind; zero for never
     * @param refuseBinds command_status of every bind_resp, after which the link is closed; 0 to accept
     * @param mute nothing at all is answered, not even enquire_link
     */
    public record Links(int dropAfterSubmits, Duration dropAfter, int refuseBinds, boolean mute) {

        public static final Links STABLE = new Links(0, Duration.ZERO, 0, false);

        public static Links cutAfterSubmits(int submits) {
            return new Links(submits, Duration.ZERO, 0, false);
        }

        public static Links cutAfter(Duration time) {
            return new Links(0, time, 0, false);
        }

        public static Links refusing(int commandStatus) {
            return new Links(0, Duration.ZERO, commandStatus, false);
        }

        public static Links silent() {
            return new Links(0, Duration.ZERO, 0, true);
        }
    }

    private static void checkShare(String key, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("'%s' is '%s': must be 0 to 1".formatted(key, share));
        }
    }
}
