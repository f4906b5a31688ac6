package trunkline.media.srtp;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A master key with its salt, for the packets of one side (RFC 3711 §3.2.1). Immutable; shows nothing of itself. */
public final class SrtpKey {

    /** More than this is no key of ours. */
    private static final int INLINE_MAX = 128;

    private final SrtpSuite suite;
    private final byte[] key;
    private final byte[] salt;

    SrtpKey(SrtpSuite suite, byte[] key, byte[] salt) {
        this.suite = suite;
        this.key = key.clone();
        this.salt = salt.clone();
    }

    /** A new key. {@code random} must be one for secrets. */
    public static SrtpKey random(SrtpSuite suite, RandomGenerator random) {
        byte[] both = new byte[suite.keyOctets() + suite.saltOctets()];
        random.nextBytes(both);
        return of(suite, both);
    }

    /** The key in the base 64 of an SDP's {@code inline:} (RFC 4568 §6.1); null if it is not of the suite's length. */
    public static @Nullable SrtpKey parse(SrtpSuite suite, String base64) {
        if (base64.length() > INLINE_MAX) {
            return null;
        }
        try {
            byte[] both = Base64.getDecoder().decode(base64);
            return both.length == suite.keyOctets() + suite.saltOctets() ? of(suite, both) : null;
        } catch (IllegalArgumentException e) {
            return null; // not base 64
        }
    }

    public SrtpSuite suite() {
        return suite;
    }

    /** Key and salt as SDP carries them. A secret. */
    public String base64() {
        byte[] both = Arrays.copyOf(key, key.length + salt.length);
        System.arraycopy(salt, 0, both, key.length, salt.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** What protects the packets that are sent under this key. */
    public SrtpProtector protector() {
        return new SrtpProtector(this);
    }

    /** What opens the packets that come under this key. */
    public SrtpOpener opener() {
        return new SrtpOpener(this);
    }

    byte[] key() {
        return key.clone();
    }

    byte[] salt() {
        return salt.clone();
    }

    /** Two keys are the same if their octets are; in constant time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SrtpKey that
                && suite == that.suite
                && MessageDigest.isEqual(key, that.key)
                && MessageDigest.isEqual(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return suite.hashCode();
    }

    /** The suite alone. */
    @Override
    public String toString() {
        return suite.name();
    }

    private static SrtpKey of(SrtpSuite suite, byte[] both) {
        return new SrtpKey(
                suite,
                Arrays.copyOf(both, suite.keyOctets()),
                Arrays.copyOfRange(both, suite.keyOctets(), both.length));
    }
}
