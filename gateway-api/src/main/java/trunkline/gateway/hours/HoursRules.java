package trunkline.gateway.hours;

/**
 * When the messages of one account may leave.
 *
 * @param sms when SMS may
 * @param calls when calls may be made
 * @param canBeSwitchedOff whether a message may do without
 */
public record HoursRules(AllowedHours sms, AllowedHours calls, boolean canBeSwitchedOff) {

    /** At any time. */
    public static final HoursRules ANY = new HoursRules(AllowedHours.ANY, AllowedHours.ANY, false);
}
