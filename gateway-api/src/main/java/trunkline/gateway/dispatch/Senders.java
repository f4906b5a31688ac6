package trunkline.gateway.dispatch;

import trunkline.gateway.message.OutboundMessage;

/**
 * The senders of a way that has several, such as the SIMs of a bank of modems: which of them a message goes by, and when.
 * Confined to the executor of its link.
 */
public interface Senders {

    /**
     * What of a message is to be sent.
     *
     * @param segments that can be claimed at once
     * @param whole whether its SMSC has none of it, for sure or as far as anybody knows
     * @param inDoubt whether some of it may have left before
     * @param untried whether nothing of it was ever claimed, and it never waited
     */
    record Need(int segments, boolean whole, boolean inDoubt, boolean untried) {}

    /** Chooses a sender, and notes it in the encoded form. May be asked again without a claim in between. */
    Admission admit(OutboundMessage message, SmsLink.Encoded sms, Need need);

    /** Segments of a message that was admitted just before are being claimed. */
    void claimed(OutboundMessage message, SmsLink.Encoded sms, int segments);

    /** Claims came to nothing: these segments are not submitted. */
    void unclaimed(SmsLink.Encoded sms, int segments);
}
