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
 * @param tls where it speaks TLS
 * @param bind what it wants of a bind
 * @param timers how long to wait for what
 * @param flow how much it takes
 * @param alphabet how it takes texts
 * @param longMessages how it takes what is longer than one segment
 * @param ids in which forms it writes message ids
 * @param receipt how its delivery receipts read
 * @param statuses what a command_status asks for; one that is not named is final
 * @param deliverResp how we answer its deliveries
 */
public record SmscProfile(
        String id,
        int port,
        Tls tls,
        Bind bind,
        Timers timers,
        Flow flow,
        Alphabet alphabet,
        @JsonProperty("long") LongMessages longMessages,
        Ids ids,
        Receipt receipt,
        Map<Integer, Status> statuses,
        DeliverResp deliverResp) {

    /**
     * Where the SMSC speaks TLS.
     *
     * @param port TCP
     */
    public record Tls(int port) {}

    /**
     * What the SMSC wants of a bind.
     *
     * @param interfaceVersion what it speaks: {@code 3.3}, {@code 3.4}, {@code 5.0} (SMPP 3.4 §5.2.4)
     * @param maxBinds that an account may have at once; a pair counts as two
     * @param systemType whether it refuses one without system_type (SMPP 3.4 §5.2.3)
     */
    public record Bind(String interfaceVersion, int maxBinds, Presence systemType) {}

    /** Whether something must be there. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /**
     * How long to wait for what (SMPP 3.4 §2.9).
     *
     * @param enquireLink silence after which the link is tested
     * @param response time the SMSC has to answer
     * @param sessionInit time it has to answer the bind request
     * @param inactivity silence after which it cuts the link; zero for none
     */
    public record Timers(Duration enquireLink, Duration response, Duration sessionInit, Duration inactivity) {}

    /**
     * How much the SMSC takes.
     *
     * @param window submit_sm unanswered at once
     * @param rate submit_sm in a time, such as {@code 100/s}, {@code 12/m}
     */
    public record Flow(int window, String rate) {

        /** The same in a second. */
        public double perSecond() {
            int slash = rate.indexOf('/');
            double number = Double.parseDouble(rate.substring(0, slash));
            return switch (rate.substring(slash + 1)) {
                case "s" -> number;
                case "m" -> number / 60;
                default -> number / 3_600;
            };
        }
    }

    /**
     * How the SMSC takes texts (SMPP 3.4 §5.2.19).
     *
     * @param dcs what it takes the octets of a data_coding for; has 0
     * @param flash data_coding of a message that is shown at once
     */
    public record Alphabet(Map<Integer, Charset> dcs, Flash flash) {}

    /** What octets stand for. */
    public enum Charset {
        /** GSM 7-bit, one septet in each octet. */
        GSM7_UNPACKED,
        /** GSM 7-bit, eight septets in seven octets. */
        GSM7_PACKED,
        LATIN1,
        IA5
    }

    /** data_coding of a message of class 0. */
    public enum Flash {
        /** 0x10, 0x18. */
        GENERAL,
        /** 0xf0. */
        MESSAGE_CLASS
    }

    /**
     * How the SMSC takes what is longer than one segment.
     *
     * @param mt from us
     */
    public record LongMessages(LongForm mt) {}

    /** The shape of a long message. */
    public enum LongForm {
        /** Segments with a header, its reference of 8 bits. */
        UDH8,
        /** The same with 16 bits. */
        UDH16,
        /** Segments numbered by the parameters sar_*. */
        SAR,
        /** One piece in message_payload. */
        PAYLOAD,
        /** One piece; in short_message while it has room. */
        SERVER_SPLITS
    }

    /**
     * In which forms message ids are written.
     *
     * @param submitResponse in submit_sm_resp
     * @param receiptText in the text of a receipt
     * @param receiptTlv in the TLV receipted_message_id
     */
    public record Ids(@JsonProperty("submit_resp") IdForm submitResponse, IdForm receiptText, IdForm receiptTlv) {}

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
        /** Not known: found out from the pairs that are seen. */
        LEARN,
        /** Not a number: compared as it is. */
        OPAQUE,
        DECIMAL,
        HEX
    }

    /**
     * How delivery receipts read.
     *
     * @param sniffText whether they are not marked, so that only their text tells
     * @param esmClassMask bits of esm_class one of which marks a deliver_sm as a delivery receipt (SMPP 3.4 §5.2.12)
     * @param dateFormats forms of dates in the order to try them, such as {@code YYMMDDhhmm}
     * @param states words after {@code stat:} beside those of the standard
     */
    public record Receipt(
            boolean sniffText, int esmClassMask, List<String> dateFormats, Map<String, ReceiptState> states) {}

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

    /**
     * How we answer its deliveries.
     *
     * @param again command_status upon which it offers a delivery again
     */
    public record DeliverResp(int again) {}
}
