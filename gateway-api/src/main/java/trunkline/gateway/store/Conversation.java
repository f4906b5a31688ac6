package trunkline.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundMessage;

/**
 * What was sent to a number and came from it: one page.
 *
 * @param turns the oldest first
 * @param earlierBefore asks for the page before this one; 0 if there is none
 */
public record Conversation(List<Turn> turns, long earlierBefore) {

    /**
     * One message; exactly one of the two is there.
     *
     * @param key orders the turns
     * @param out what was sent to the number
     * @param in what came from it
     */
    public record Turn(long key, @Nullable MessageReport out, @Nullable InboundMessage in) {}
}
