package trunkline.gateway.limit;

/**
 * Why an account may not send a message.
 *
 * @param limit which of its limits
 * @param detail in one sentence, for the one who asked
 * @param retryAfterSeconds when the same may be possible; 0 where waiting does not help
 */
public record Breach(Limit limit, String detail, long retryAfterSeconds) {

    /** The limits there are. */
    public enum Limit {
        PAUSED,
        SENDER,
        COUNTRY,
        RECIPIENT,
        PER_RECIPIENT,
        PER_DAY,
        SPEND,
        BALANCE
    }

    /** A message that an account which pays in advance has not paid for; in millionths. */
    public static Breach ofBalance(long left, long cost) {
        return new Breach(
                Limit.BALANCE,
                "the account's balance of " + Limits.amount(left) + " does not cover the message, which costs "
                        + Limits.amount(cost),
                0);
    }

    /** Whether it is this recipient that is out of bounds; if not, no message of the account gets through as it is. */
    public boolean isOfRecipient() {
        return limit == Limit.COUNTRY || limit == Limit.RECIPIENT || limit == Limit.PER_RECIPIENT;
    }
}
