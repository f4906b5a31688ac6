package trunkline.gateway.dispatch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A SIM of a bank of modems as an operator sees it.
 *
 * @param name how metrics and logs call it
 * @param number the sender that picks it
 * @param standing whether it can send
 * @param why it cannot, in words; null if it can
 * @param perSecond segments a second that it sends
 * @param today segments that were sent in this day
 * @param perDay how many may be; 0 for no limit
 * @param thisMonth the same of this month
 * @param perMonth how many may be; 0 for no limit
 * @param refusals in a row
 */
public record SimView(
        String name,
        String number,
        Standing standing,
        @Nullable String why,
        double perSecond,
        int today,
        int perDay,
        int thisMonth,
        int perMonth,
        int refusals) {

    /** Whether a SIM can send; the words of the API and the metrics. */
    public enum Standing {
        READY,
        /** Its quota of the day or the month is used up. */
        SPENT,
        RESTING,
        /** Until an operator releases it. */
        QUARANTINED;

        /** Its name in the API and the metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
