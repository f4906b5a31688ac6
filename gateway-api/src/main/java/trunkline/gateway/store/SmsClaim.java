package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * The intent to send segments {@code from} to {@code to} of a message, recorded before their octets leave.
 *
 * @param key the message
 * @param account whose it is
 * @param total its segments, 1 to 255
 * @param from first segment to be sent, from 1
 * @param to last segment to be sent, {@code from} to {@code total}
 * @param attempt how often this message has been tried, this time included, from 1
 * @param mayDuplicate whether octets of one of these segments may have left before
 * @param form how the link has cut the message: what is sent of it later must be cut the same way; null for the link's
 *     basic form
 * @param sendAtMicros for when it was planned as its way read it, 0 for at once: if it was changed since, the claim fails
 */
public record SmsClaim(
        long key,
        long account,
        int total,
        int from,
        int to,
        int attempt,
        boolean mayDuplicate,
        @Nullable String form,
        long sendAtMicros) {

    /** Of a message that was to be sent at once. */
    public SmsClaim(
            long key,
            long account,
            int total,
            int from,
            int to,
            int attempt,
            boolean mayDuplicate,
            @Nullable String form) {
        this(key, account, total, from, to, attempt, mayDuplicate, form, 0);
    }
}
