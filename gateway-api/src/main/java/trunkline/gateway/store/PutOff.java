package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * A message that waits on, though its way is up: it may not leave at this hour, or none of its way's senders can take it yet.
 *
 * @param key the message
 * @param atMicros when its way takes it up again, microseconds since 1970 in UTC
 * @param why in words, for its report and its timeline; null if it only waits for its turn
 * @param forSender whether it waits for a sender of its way, or for the hour. What its SMSC has some of may wait for a sender alone
 */
public record PutOff(long key, long atMicros, @Nullable String why, boolean forSender) {

    /** One that may not leave at this hour. */
    public static PutOff untilItsHour(long key, long atMicros, String why) {
        return new PutOff(key, atMicros, why, false);
    }

    /** One that the senders of its way cannot take yet. */
    public static PutOff untilASenderIsFree(long key, long atMicros, @Nullable String why) {
        return new PutOff(key, atMicros, why, true);
    }
}
