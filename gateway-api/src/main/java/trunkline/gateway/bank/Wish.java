package trunkline.gateway.bank;

import org.jspecify.annotations.Nullable;

/**
 * A message that asks a bank for a SIM.
 *
 * @param message its key
 * @param sender whom it names as its sender
 * @param recipient in E.164 form
 * @param segments to be sent at once
 * @param last the SIM that it was last sent by; null if it never was
 * @param hold whether it keeps that one
 * @param keepsPlace whether it may hold up those behind it until a SIM is free
 */
public record Wish(
        long message,
        String sender,
        String recipient,
        int segments,
        @Nullable String last,
        Hold hold,
        boolean keepsPlace) {

    /** Whether a message keeps its SIM. */
    public enum Hold {
        /** Nothing of it is with the SMSC; what its last SIM did not get through, another may. */
        FREE,
        /** Some of it may be: the same SIM, if it can. */
        PREFERRED,
        /** Some of it is: no other SIM, or the phone would not put it together. */
        BOUND
    }
}
