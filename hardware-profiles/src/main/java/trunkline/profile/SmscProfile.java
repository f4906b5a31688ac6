package trunkline.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an SMSC needs. The components are the keys of a profile file, one to one.
 *
 * @param id the profile's name
 * @param port TCP port that it listens on
 * @param timers how long to wait for what
 * @param flow how much it takes
 * @param ids in which forms it writes message ids
 * @param receipt how its delivery receipts read
 * @param statuses what a command_status asks for; one that is not named is final
 */
public record SmscProfile(
        String id, int port, Timers timers, Flow flow, Ids ids, Receipt receipt, Map<Integer, Status> statuses) {

    /**
     * How long to wait for what (SMPP 3.4 §2.9).
     *
     * @param enquireLink silence after which the link is tested
     * @param response time the SMSC has to answer
     * @param sessionInit time it has to answer the bind request
     */
    public record Timers(Duration enquireLink, Duration response, Duration sessionInit) {}

    /**
     * How much the SMSC takes.
     *
     * @param window submit_sm unanswered at once
     */
    public record Flow(int window) {}

    /**
     * In which forms message ids are written.
     *
     * @param submitResponse in submit_sm_resp
     * @param receiptText in the text of a receipt
     * @param receiptTlv in the TLV receipted_message_id
     * @param prefer which of the two to match by where a receipt has both
     */
    public record Ids(
            @JsonProperty("submit_resp") IdForm submitResponse,
            IdForm receiptText,
            IdForm receiptTlv,
            IdPlace prefer) {}

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

    /** Where in a receipt an id stands. */
    public enum IdPlace {
        TLV,
        TEXT
    }

    /**
     * How delivery receipts read.
     *
     * @param esmClassMask bits of esm_class one of which marks a deliver_sm as a delivery receipt (SMPP 3.4 §5.2.12)
     * @param dateFormats forms of dates in the order to try them, such as {@code YYMMDDhhmm}
     * @param states words after {@code stat:} beside those of the standard
     */
    public record Receipt(int esmClassMask, List<String> dateFormats, Map<String, ReceiptState> states) {}

    /** What a receipt says of a message (SMPP 3.4 §5.2.28). */
    public enum ReceiptState {
        ENROUTE,
        DELIVERED,
        EXPIRED,
        DELETED,
        UNDELIVERABLE,
        ACCEPTED,
        UNKNOWN,
        REJECTED
    }

    /**
     * A command_status of submit_sm_resp.
     *
     * @param name in the standard, or the vendor's; for people
     * @param statusClass what it asks for
     */
    public record Status(String name, @JsonProperty("class") StatusClass statusClass) {}

    /** What a command_status of submit_sm_resp asks for. */
    public enum StatusClass {
        RETRY,
        RETRY_LATER,
        THROTTLE,
        REJECT,
        FATAL_BIND
    }
}
