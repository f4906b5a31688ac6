package trunkline.gateway.message;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.hours.DayHours;

/**
 * What a message asks for about the hours in which it may leave.
 *
 * @param off whether it does without those of the configuration
 * @param own hours of its own beside those, up to {@link #OWN_MAX}: quiet hours of an SMS, a window for calls
 * @param zone whose clocks count, in place of the zones of its number; null for those
 */
public record HoursWish(boolean off, List<DayHours> own, @Nullable ZoneId zone) {

    /** Nothing is asked for. */
    public static final HoursWish NONE = new HoursWish(false, List.of(), null);

    public static final int OWN_MAX = 7;

    public HoursWish {
        own = List.copyOf(own);
    }
}
