package trunkline.gateway.message;

import org.jspecify.annotations.Nullable;

/**
 * When a message is to be sent, and under which name its sender keeps it.
 *
 * @param sendAtMicros not before, microseconds since 1970 in UTC; 0 for at once
 * @param clientReference what its sender calls it, 1 to {@link #REFERENCE_MAX} characters; null for nothing
 * @param hours in which hours it may leave
 */
public record SendPlan(long sendAtMicros, @Nullable String clientReference, HoursWish hours) {

    /** At once, and without a name. */
    public static final SendPlan NOW = new SendPlan(0, null);

    public static final int REFERENCE_MAX = 64;

    /** In whichever hours the configuration allows. */
    public SendPlan(long sendAtMicros, @Nullable String clientReference) {
        this(sendAtMicros, clientReference, HoursWish.NONE);
    }

    /** The same at once. */
    public SendPlan now() {
        return new SendPlan(0, clientReference, hours);
    }
}
