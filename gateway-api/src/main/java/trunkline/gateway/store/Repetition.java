package trunkline.gateway.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That an SMS is to be sent again until the link in it is clicked.
 *
 * @param times how often it is sent at most, the first time included, 1 to {@link #TIMES_MAX}
 * @param period from one time to the next
 * @param token what the link ends with; cannot be guessed
 * @param notBeforeMicros when its first time is at the earliest, microseconds since 1970 in UTC; 0 for when its message is sent
 * @param target where the link leads, an address of http or https; null for nowhere
 */
public record Repetition(int times, Duration period, long notBeforeMicros, String token, @Nullable String target) {

    public static final int TIMES_MAX = 100;
    /** Minutes of {@link #period} at most: a week. */
    public static final int MINUTES_MAX = 7 * 24 * 60;

    /** One whose first time is when its message is sent. */
    public Repetition(int times, Duration period, String token, @Nullable String target) {
        this(times, period, 0, token, target);
    }
}
