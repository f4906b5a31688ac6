package trunkline.gateway.store;

import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;

/**
 * Voice messages that wait for a trunk in one line, and take turns with other lines: those of one account and one priority.
 *
 * @param priority 0 to {@link trunkline.gateway.message.VoiceOptions#PRIORITY_MAX}, the highest first
 */
public record CallLane(long account, int priority) {

    /** The one that a message stands in. */
    public static CallLane of(OutboundMessage message) {
        int priority = message.request().content() instanceof Content.Voice voice
                ? voice.options().priority()
                : 0;
        return new CallLane(message.request().account(), priority);
    }

    /**
     * A line that has messages which were never claimed.
     *
     * @param lastKey the highest key of one of them
     */
    public record Waiting(CallLane lane, long lastKey) {}
}
