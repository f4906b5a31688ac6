package trunkline.gateway.dispatch;

/**
 * What holds for the SMS of all ways.
 *
 * @param delays how long they rest between attempts
 * @param hours in which hours they may leave
 * @param watch told what was taken
 */
public record SendRules(RetryDelays delays, LeavingHours hours, DeliveryWatch watch) {

    /** Nobody watches. */
    SendRules(RetryDelays delays, LeavingHours hours) {
        this(delays, hours, DeliveryWatch.NONE);
    }
}
