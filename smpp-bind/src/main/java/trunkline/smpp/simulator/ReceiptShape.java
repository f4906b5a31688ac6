package trunkline.smpp.simulator;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a receipt looks like on the wire.
 *
 * @param carrier the PDU, and where in it the text stands
 * @param parameters whether receipted_message_id and message_state stand beside the text
 * @param wide whether the text is in UTF-16, with data_coding 8
 * @param dates how its dates are written
 * @param esmClass 0x04 for a receipt; 0 makes it look like a message from a phone
 * @param malformedShare share of receipts of which the text is cut and garbled, 0 to 1
 */
public record ReceiptShape(
        Carrier carrier, boolean parameters, boolean wide, Dates dates, int esmClass, double malformedShare) {

    /** As SMPP 3.4 Appendix B has it. */
    public static final ReceiptShape USUAL =
            new ReceiptShape(Carrier.SHORT_MESSAGE, true, false, Dates.YYMMDDhhmm, 0x04, 0);

    /** Which PDU, and where the text stands. */
    public enum Carrier {
        /** deliver_sm, short_message. */
        SHORT_MESSAGE,
        /** deliver_sm, message_payload. */
        PAYLOAD,
        /** data_sm, message_payload. */
        DATA_SM
    }

    public ReceiptShape {
        SmscBehaviour.checkShare("malformedShare", malformedShare);
    }

    public ReceiptShape in(Carrier other) {
        return new ReceiptShape(other, parameters, wide, dates, esmClass, malformedShare);
    }

    public ReceiptShape withoutParameters() {
        return new ReceiptShape(carrier, false, wide, dates, esmClass, malformedShare);
    }

    public ReceiptShape inUtf16() {
        return new ReceiptShape(carrier, parameters, true, dates, esmClass, malformedShare);
    }

    public ReceiptShape withEsmClass(int other) {
        return new ReceiptShape(carrier, parameters, wide, dates, other, malformedShare);
    }

    public ReceiptShape withMalformed(double share) {
        return new ReceiptShape(carrier, parameters, wide, dates, esmClass, share);
    }

    public ReceiptShape withDates(Dates other) {
        return new ReceiptShape(carrier, parameters, wide, other, esmClass, malformedShare);
    }

    /** How dates are written. */
    public enum Dates {
        YYMMDDhhmm("yyMMddHHmm"),
        YYMMDDhhmmss("yyMMddHHmmss"),
        YYYYMMDDhhmm("yyyyMMddHHmm"),
        YYYYMMDDhhmmss("yyyyMMddHHmmss"),
        /** In UTC (SMPP 3.4 §7.1.1). */
        YYMMDDhhmmsstnnp("yyMMddHHmmss'000+'");

        private final DateTimeFormatter format;

        Dates(String pattern) {
            this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        }

        String write(LocalDateTime when) {
            return when.format(format);
        }
    }
}
