package trunkline.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * What came of a webhook that was sent to see whether the endpoint works.
 *
 * @param id its webhook-id
 * @param durationMillis until it was answered or given up
 * @param status of the answer, 0 if there was none
 * @param answer how the body of the answer begins
 * @param failure why it was not taken, null if it was
 */
public record TestReport(String id, long durationMillis, int status, String answer, @Nullable String failure) {}
