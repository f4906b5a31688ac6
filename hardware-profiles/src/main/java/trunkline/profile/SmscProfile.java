package trunkline.profile;

import java.time.Duration;
import java.util.Map;

/**
 * What an SMSC needs.
 *
 * @param id the profile's name
 * @param port TCP port that it listens on
 * @param timers how long to wait for what
 * @param window submit_sm that it takes unanswered at once
 * @param ids in which forms it writes message ids
 * @param receiptEsmClassMask bits of esm_class one of which marks a deliver_sm as a delivery receipt (SMPP 3.4 §5.2.12)
 * @param statuses what a command_status asks for; one that is not named is final
 */
public record SmscProfile(
        String id,
        int port,
        Timers timers,
        int window,
        Ids ids,
        int receiptEsmClassMask,
        Map<Integer, StatusClass> statuses) {

    /**
     * How long to wait for what (SMPP 3.4 §2.9).
     *
     * @param enquireLink silence after which the link is tested
     * @param response time the SMSC has to answer
     * @param sessionInit time it has to answer the bind request
     */
    public record Timers(Duration enquireLink, Duration response, Duration sessionInit) {}

    /**
     * In which forms message ids are written.
     *
     * @param submitResponse in submit_sm_resp
     * @param receiptText in the text of a receipt
     * @param receiptTlv in the TLV receipted_message_id
     */
    public record Ids(IdForm submitResponse, IdForm receiptText, IdForm receiptTlv) {}

    /**
     * One form of a message id.
     *
     * @param base how its digits are to be read
     * @param stripLeadingZeros whether zeros in front say nothing
     * @param ignoreCase whether upper and lower case are the same
     */
    public record IdForm(IdBase base, boolean stripLeadingZeros, boolean ignoreCase) {}

    /** How the digits of a message id are to be read. */
    public enum IdBase {
        /** Not a number: compared as it is. */
        OPAQUE,
        DECIMAL,
        HEX
    }

    /** What a command_status of submit_sm_resp asks for. */
    public enum StatusClass {
        RETRY,
        RETRY_LATER,
        THROTTLE,
        REJECT,
        FATAL_BIND
    }
}
