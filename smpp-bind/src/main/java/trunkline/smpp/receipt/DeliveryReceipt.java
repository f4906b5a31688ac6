package trunkline.smpp.receipt;

import org.jspecify.annotations.Nullable;

/**
 * What an SMSC says of one message it took earlier.
 *
 * @param ids which message
 * @param state where it stands; {@link MessageState#UNKNOWN} also if the receipt does not tell or tells an unknown word
 * @param submitDate null if the text has no such label
 * @param doneDate null if the text has no such label
 * @param evidence what the state was read from, raw
 */
public record DeliveryReceipt(
        Ids ids,
        MessageState state,
        @Nullable ReceiptDate submitDate,
        @Nullable ReceiptDate doneDate,
        Evidence evidence) {

    /**
     * The message's id at the SMSC.
     *
     * @param normal the one to match by, in the form set for the place it was taken from; null if the receipt has none
     * @param text raw, out of the text
     * @param tlv raw, out of receipted_message_id
     * @param userMessageReference of the submit_sm, where the SMSC echoes it (SMPP 3.4 §5.3.2.17); -1 if not
     */
    public record Ids(@Nullable String normal, @Nullable String text, @Nullable String tlv, int userMessageReference) {

        /** The raw id at {@code place}. */
        @Nullable
        String at(IdMatch.Place place) {
            return place == IdMatch.Place.TLV ? tlv : text;
        }
    }

    /**
     * Raw values, for people.
     *
     * @param stat the word after {@code stat:}; null if there is none
     * @param messageState the octet of message_state (SMPP 3.4 §5.3.2.35); -1 if there is none
     * @param err the value after {@code err:}, not always a number; null if there is none
     * @param networkErrorCode the octets of network_error_code (§5.3.2.31) in hexadecimal, since SMSCs fill it with
     *     more than the three of the standard; null if there is none
     */
    public record Evidence(
            @Nullable String stat, int messageState, @Nullable String err, @Nullable String networkErrorCode) {}
}
