package trunkline.gateway.storage;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import trunkline.gateway.message.MessageId;

/** Makes the ids of messages and events, each key above all before it. Confined to the writer's thread. */
final class MessageKeys {

    /** 2024-01-01T00:00:00Z. */
    private static final long EPOCH_MILLIS = 1_704_067_200_000L;

    private static final int COUNTER_BITS = 12;
    /** Secrets made at once: asking for each alone would cost more than the rest of the id. */
    private static final int SECRETS_AT_ONCE = 512;

    private final SecureRandom random = new SecureRandom();
    private final byte[] octets = new byte[SECRETS_AT_ONCE * Long.BYTES];
    private final ByteBuffer secrets = ByteBuffer.wrap(octets).position(octets.length);
    private long last;

    /** @param last the highest key in the store: the clock may have been set back since */
    MessageKeys(long last) {
        this.last = last;
    }

    /** The id of a message kept at {@code nowMicros}, microseconds since 1970 in UTC. */
    MessageId next(long nowMicros) {
        long key = nextKey(nowMicros);
        if (!secrets.hasRemaining()) {
            random.nextBytes(octets);
            secrets.clear();
        }
        return new MessageId(key, secrets.getLong());
    }

    /** The key of something that needs no secret. */
    long nextKey(long nowMicros) {
        long millis = TimeUnit.MICROSECONDS.toMillis(nowMicros) - EPOCH_MILLIS;
        last = Math.max(last + 1, millis << COUNTER_BITS);
        return last;
    }

    /** Below all keys made at {@code micros}, microseconds since 1970 in UTC, or later. */
    static long before(long micros) {
        return Math.max(0, ((TimeUnit.MICROSECONDS.toMillis(micros) - EPOCH_MILLIS) << COUNTER_BITS) - 1);
    }
}
