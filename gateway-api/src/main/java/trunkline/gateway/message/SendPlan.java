package trunkline.gateway.message;

import org.jspecify.annotations.Nullable;

/**
 * When a message is to be sent, and under which name its sender keeps it.
 *
 * @param sendAtMicros not before, microseconds since 1970 in UTC; 0 for at once
 * @param clientReference what its sender calls it, 1 to {@link #REFERENCE_MAX} characters; null for nothing
 */
public record SendPlan(long sendAtMicros, @Nullable String clientReference) {

    /** At once, and without a name. */
    public static final SendPlan NOW = new SendPlan(0, null);

    public static final int REFERENCE_MAX = 64;
}
