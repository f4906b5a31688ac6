package trunkline.smpp.session;

import trunkline.smpp.address.Address;

/**
 * One submit_sm to be sent (SMPP 3.4 §4.4.1): a short message or one segment.
 *
 * @param token the caller's own; comes back with the outcome and is not sent
 * @param source may be {@link Address#NONE}; at most 20 characters (§5.2.8)
 * @param destination 1 to 20 characters (§5.2.9)
 */
public record SubmitRequest(long token, Address source, Address destination, UserData userData, SubmitOptions options) {

    private static final int ADDRESS_CHARACTERS = 20;

    public SubmitRequest {
        if (source.value().length() > ADDRESS_CHARACTERS) {
            throw new IllegalArgumentException("'source' must be 0 to 20 characters (SMPP 3.4 §5.2.8)");
        }
        if (destination.value().isEmpty() || destination.value().length() > ADDRESS_CHARACTERS) {
            throw new IllegalArgumentException("'destination' must be 1 to 20 characters (SMPP 3.4 §5.2.9)");
        }
    }
}
