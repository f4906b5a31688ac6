package trunkline.smpp.session;

/** What a bind is for (SMPP 3.4 §2.2, §4.1). */
public enum BindType {
    /** Submits only. */
    TRANSMITTER,
    /** Takes deliveries only. */
    RECEIVER,
    /** Both; since SMPP 3.4. */
    TRANSCEIVER;

    /** Whether submit_sm may be sent on it. */
    public boolean transmits() {
        return this != RECEIVER;
    }

    /** Whether deliver_sm may come on it. */
    public boolean receives() {
        return this != TRANSMITTER;
    }
}
