package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * Which messages somebody wants to see; what is null is not looked at.
 *
 * @param account whose
 * @param voice true for voice messages, false for SMS
 * @param state label of the state that they have now
 * @param from their sender
 * @param to their recipient
 * @param clientReference what their sender calls them
 * @param text what their text contains, in letters of either case (those of ASCII); none whose text was not kept
 * @param sinceMicros kept at this time or later, microseconds since 1970 in UTC
 * @param untilMicros kept before this time
 * @param beforeKey with keys below this one
 */
public record MessageFilter(
        @Nullable Long account,
        @Nullable Boolean voice,
        @Nullable String state,
        @Nullable String from,
        @Nullable String to,
        @Nullable String clientReference,
        @Nullable String text,
        long sinceMicros,
        long untilMicros,
        long beforeKey) {

    /** The same for the messages of one account. */
    public MessageFilter of(long other) {
        return new MessageFilter(
                other, voice, state, from, to, clientReference, text, sinceMicros, untilMicros, beforeKey);
    }
}
