package trunkline.gateway.dispatch;

/**
 * What holds for the SMS of all ways.
 *
 * @param delays how long they rest between attempts
 * @param hours in which hours they may leave
 */
public record SendRules(RetryDelays delays, LeavingHours hours) {}
