package trunkline.gateway.store;

import java.util.List;
import java.util.Set;

/**
 * What became of claims.
 *
 * @param late keys of messages that had ended before: nothing of them may be sent
 * @param changes messages that moved on
 */
public record ClaimOutcome(Set<Long> late, List<StateChange> changes) {}
