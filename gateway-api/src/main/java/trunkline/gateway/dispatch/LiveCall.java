package trunkline.gateway.dispatch;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;

/**
 * A call that is up, or being set up.
 *
 * @param message that it is for
 * @param state how far it has come
 * @param sinceMicros since when, microseconds since 1970 in UTC
 * @param report what is known of it; null before it was dialled
 */
public record LiveCall(OutboundMessage message, VoiceState state, long sinceMicros, @Nullable CallReport report) {}
