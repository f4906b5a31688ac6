package trunkline.gateway.hours;

import java.time.LocalDateTime;
import java.util.List;

/**
 * When messages may leave.
 *
 * @param windows stretches of the day
 * @param quiet true: outside of all of them; false: inside of one of them, or at any time if there is none
 */
public record AllowedHours(List<DayHours> windows, boolean quiet) {

    /** At any time. */
    public static final AllowedHours ANY = new AllowedHours(List.of(), true);

    public AllowedHours {
        windows = List.copyOf(windows);
        quiet |= windows.isEmpty();
    }

    /** Outside of these stretches. */
    public static AllowedHours outside(List<DayHours> quietHours) {
        return new AllowedHours(quietHours, true);
    }

    /** Inside of these stretches. */
    public static AllowedHours inside(List<DayHours> openHours) {
        return new AllowedHours(openHours, false);
    }

    /** Whether nothing is forbidden. */
    public boolean isAny() {
        return windows.isEmpty();
    }

    boolean allow(LocalDateTime at) {
        return isAny() || windows.stream().anyMatch(window -> window.contain(at)) != quiet;
    }
}
