package trunkline.gateway.dispatch;

/**
 * How much a trunk takes.
 *
 * @param channels calls at once, at least 1
 * @param callsPerSecond new calls a second, above 0, also fractional
 * @param redial which calls are tried again
 */
public record CallLimits(int channels, double callsPerSecond, RedialRules redial) {}
