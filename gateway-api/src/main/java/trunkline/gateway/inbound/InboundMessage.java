package trunkline.gateway.inbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageId;

/**
 * A message from a phone that was given: whole, or as much of it as came.
 *
 * @param id orders messages by when they were given
 * @param account whose number it was sent to; 0 for nobody's
 * @param way the SMSC that brought it
 * @param from the phone's number
 * @param to the number that it was sent to
 * @param content what it says
 * @param receivedAtMicros when its first part came, microseconds since 1970 in UTC
 * @param parts that it was sent in
 * @param missing the numbers of those that never came, from 1; empty if it is whole
 * @param action what it was taken for, as {@link InboundReaction#action}; null for nothing
 */
public record InboundMessage(
        MessageId id,
        long account,
        String way,
        String from,
        String to,
        InboundContent content,
        long receivedAtMicros,
        int parts,
        List<Integer> missing,
        @Nullable String action) {

    /** Whether all of it came. */
    public boolean isWhole() {
        return missing.isEmpty();
    }
}
