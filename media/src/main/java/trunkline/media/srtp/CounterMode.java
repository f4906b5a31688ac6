package trunkline.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode (RFC 3711 §4.1.1): a stream of octets that is added to what is encrypted, and once more to decrypt.
 *
 * <p>The counter's blocks are encrypted one by one, all of a packet in one call: setting the JDK's own counter mode to
 * another start for each packet would cost more than the packet, and allocate.
 */
final class CounterMode {

    static final int BLOCK = 16;

    /** As much as one packet can need. */
    private static final int BLOCKS_MAX = Transform.OCTETS_MAX / BLOCK;

    private final Cipher aes;
    private final byte[] counters = new byte[BLOCKS_MAX * BLOCK];
    private final byte[] stream = new byte[BLOCKS_MAX * BLOCK];

    CounterMode(byte[] key) {
        try {
            this.aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /** Adds the stream that starts with {@code start}, of 16 octets, to {@code length} octets of {@code data}. */
    void apply(byte[] start, byte[] data, int offset, int length) {
        int blocks = (length + BLOCK - 1) / BLOCK;
        for (int i = 0; i < blocks; i++) {
            System.arraycopy(start, 0, counters, i * BLOCK, BLOCK);
            // the last 16 bits count; they start at zero, and no packet has 65,536 blocks
            counters[i * BLOCK + BLOCK - 2] = (byte) (i >> 8);
            counters[i * BLOCK + BLOCK - 1] = (byte) i;
        }
        try {
            aes.update(counters, 0, blocks * BLOCK, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks always encrypt", e);
        }
        for (int i = 0; i < length; i++) {
            data[offset + i] ^= stream[i];
        }
    }
}
