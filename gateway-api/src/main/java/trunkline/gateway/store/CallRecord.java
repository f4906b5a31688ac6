package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.VoiceState;

/**
 * How far the call of a voice message has come.
 *
 * @param key the message
 * @param state its state now
 * @param reason why, in words for its sender; null where the state says it all
 * @param report what is known of the call; null before there is a Call-ID
 */
public record CallRecord(long key, VoiceState state, @Nullable String reason, @Nullable CallReport report) {}
