package trunkline.media.srtp;

/** Session keys out of a master key, once for a session: the derivation rate is zero (RFC 3711 §4.3, RFC 7714 §11). */
final class KeyDerivation implements SessionKeys {

    private static final int LABEL_AT = 7;

    private final SrtpKey master;

    KeyDerivation(SrtpKey master) {
        this.master = master;
    }

    @Override
    public byte[] derive(Purpose purpose, int length) {
        byte[] start = new byte[CounterMode.BLOCK];
        byte[] salt = master.salt(); // twelve octets of GCM stand at the same end as fourteen
        System.arraycopy(salt, 0, start, 0, salt.length);
        start[LABEL_AT] ^= (byte) purpose.label();
        byte[] key = new byte[length];
        new CounterMode(master.key()).apply(start, key, 0, length);
        return key;
    }
}
