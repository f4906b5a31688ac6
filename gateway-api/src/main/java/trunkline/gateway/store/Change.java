package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;

/**
 * What is to be different about a message whose time has not come.
 *
 * @param sendAtMicros when it is to be sent instead, microseconds since 1970 in UTC; null for when it was
 * @param sms what is to be sent instead; null for what it was, and of a voice message
 */
public record Change(@Nullable Long sendAtMicros, Content.@Nullable Sms sms) {}
