package trunkline.smpp.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Eight septets in seven octets and back, the first in the low bits (3GPP TS 23.038 §6.1.2.1.1).
 *
 * <p>Behind a user data header the first septet starts on a septet boundary counted from the header's first octet (3GPP TS
 * 23.040 §9.2.3.24). Where seven bits are left over, so that the SMSC, which counts octets, would find one septet more,
 * they say CR and not the zeros of {@code @} (as 3GPP TS 23.038 §6.1.2.3.1 has it for USSD).
 */
final class SeptetPacker {

    private static final int SEPTET_BITS = 7;
    private static final int CARRIAGE_RETURN = 0x0D;
    private static final int GROUP = 8;
    private static final int GROUP_BITS = GROUP * SEPTET_BITS;
    private static final VarHandle EIGHT_OCTETS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
        long pending = 0;
        int next = from;
        // eight at once while there is room to write an eighth octet, which the next group overwrites
        for (; next + GROUP <= to && at + Long.BYTES <= out.length; next += GROUP, at += SEPTET_BITS) {
            long group = packed((long) EIGHT_OCTETS.get(septets, next));
            EIGHT_OCTETS.set(out, at, group << bits | pending);
            pending = group >>> (GROUP_BITS - bits);
        }
        for (; next < to; next++) {
            pending |= (long) septets[next] << bits;
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

    /**
     * The septets, one in each octet, that are packed in {@code octets} behind a header of its first
     * {@code headerOctets}. Of seven bits left over at the end that say CR or {@code @}, nobody knows better than that
     * they are fill.
     */
    static byte[] unpack(byte[] octets, int headerOctets) {
        int bit = headerOctets * Byte.SIZE + Math.floorMod(-headerOctets * Byte.SIZE, SEPTET_BITS);
        int count = Math.max(0, (octets.length * Byte.SIZE - bit) / SEPTET_BITS);
        byte[] septets = new byte[count];
        for (int i = 0; i < count; i++, bit += SEPTET_BITS) {
            int at = bit / Byte.SIZE;
            int pair = (octets[at] & 0xFF) | (at + 1 < octets.length ? (octets[at + 1] & 0xFF) << Byte.SIZE : 0);
            septets[i] = (byte) (pair >> bit % Byte.SIZE & 0x7F);
        }
        boolean full = count > 0 && bit == octets.length * Byte.SIZE;
        boolean fill = full && (septets[count - 1] == CARRIAGE_RETURN || septets[count - 1] == 0);
        return fill ? Arrays.copyOf(septets, count - 1) : septets;
    }

    /** Eight septets, one in each octet, to the low 56 bits: pairs, then pairs of pairs, then both halves. */
    private static long packed(long octets) {
        long pairs = (octets & 0x007F_007F_007F_007FL) | (octets & 0x7F00_7F00_7F00_7F00L) >>> 1;
        long fours = (pairs & 0x0000_3FFF_0000_3FFFL) | (pairs & 0x3FFF_0000_3FFF_0000L) >>> 2;
        return (fours & 0x0000_0000_0FFF_FFFFL) | (fours & 0x0FFF_FFFF_0000_0000L) >>> 4;
    }
}
