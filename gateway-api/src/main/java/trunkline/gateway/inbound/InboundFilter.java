package trunkline.gateway.inbound;

import org.jspecify.annotations.Nullable;

/**
 * Which messages are asked for. What is null does not matter.
 *
 * @param account whose
 * @param to the number they were sent to
 * @param from the phone's number
 * @param way the SMSC that brought them
 * @param whole whether all of them came
 * @param sinceMicros not received before
 * @param untilMicros received before; {@link Long#MAX_VALUE} for all
 * @param beforeKey given before the message of this key; {@link Long#MAX_VALUE} for all
 */
public record InboundFilter(
        @Nullable Long account,
        @Nullable String to,
        @Nullable String from,
        @Nullable String way,
        @Nullable Boolean whole,
        long sinceMicros,
        long untilMicros,
        long beforeKey) {}
