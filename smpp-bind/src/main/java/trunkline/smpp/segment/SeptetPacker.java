package trunkline.smpp.segment;

/**
 * Eight septets in seven octets, the first in the low bits (3GPP TS 23.038 §6.1.2.1.1).
 *
 * <p>Behind a user data header the first septet starts on a septet boundary counted from the header's first octet (3GPP TS
 * 23.040 §9.2.3.24). Where seven bits are left over, so that the SMSC, which counts octets, would find one septet more,
 * they say CR and not the zeros of {@code @} (as 3GPP TS 23.038 §6.1.2.3.1 has it for USSD).
 */
final class SeptetPacker {

    private static final int SEPTET_BITS = 7;
    private static final int CARRIAGE_RETURN = 0x0D;

    private SeptetPacker() {}

    /**
     * Packs the septets from {@code from} to {@code to} into {@code out}.
     *
     * @param headerOctets of the user data header that was written just before
     * @return index just past the last octet
     */
    static int pack(byte[] septets, int from, int to, byte[] out, int offset, int headerOctets) {
        int at = offset;
        int bits = Math.floorMod(-headerOctets * Byte.SIZE, SEPTET_BITS);
        int pending = 0;
        for (int i = from; i < to; i++) {
            pending |= septets[i] << bits;
            bits += SEPTET_BITS;
            if (bits >= Byte.SIZE) {
                out[at++] = (byte) pending;
                pending >>>= Byte.SIZE;
                bits -= Byte.SIZE;
            }
        }
        if (bits == 0) {
            return at;
        }
        if (bits == Byte.SIZE - SEPTET_BITS) {
            pending |= CARRIAGE_RETURN << bits;
        }
        out[at++] = (byte) pending;
        return at;
    }
}
