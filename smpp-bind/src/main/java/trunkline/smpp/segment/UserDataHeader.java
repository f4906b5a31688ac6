package trunkline.smpp.segment;

/**
 * The user data header in front of a segment: its length octet, then the elements that the message needs (3GPP TS 23.040
 * §9.2.3.24).
 *
 * <pre>
 *   UDHL | concatenation   00 03 rr tt ss   or   08 04 rr rr tt ss      §9.2.3.24.1, .8
 *        | ports           05 04 dd dd ss ss                            §9.2.3.24.4
 *        | single shift    24 01 language                               §9.2.3.24.15
 *        | locking shift   25 01 language                               §9.2.3.24.16
 * </pre>
 *
 * <p>Sizes are octets and count the length octet, unless the header is empty.
 */
final class UserDataHeader {

    private static final int PORTS_IDENTIFIER = 0x05;
    private static final int PORTS_OCTETS = 6;
    private static final int SINGLE_SHIFT_IDENTIFIER = 0x24;
    private static final int LOCKING_SHIFT_IDENTIFIER = 0x25;
    private static final int SHIFT_OCTETS = 3;

    private UserDataHeader() {}

    /** Octets of the elements that every segment has, ports and tables, without the length octet. */
    static int commonOctets(ApplicationPorts ports, int locking, int single) {
        return (ports.isNone() ? 0 : PORTS_OCTETS)
                + (locking == 0 ? 0 : SHIFT_OCTETS)
                + (single == 0 ? 0 : SHIFT_OCTETS);
    }

    /** Octets of the header of a message that is one segment. */
    static int aloneOctets(int commonOctets) {
        return commonOctets == 0 ? 0 : 1 + commonOctets;
    }

    /** Writes the elements that every segment has; index just past them. */
    static int writeCommon(byte[] out, int offset, ApplicationPorts ports, int locking, int single) {
        int at = offset;
        if (!ports.isNone()) {
            out[at++] = PORTS_IDENTIFIER;
            out[at++] = PORTS_OCTETS - 2;
            out[at++] = (byte) (ports.destination() >> 8);
            out[at++] = (byte) ports.destination();
            out[at++] = (byte) (ports.source() >> 8);
            out[at++] = (byte) ports.source();
        }
        if (single != 0) {
            at = writeShift(out, at, SINGLE_SHIFT_IDENTIFIER, single);
        }
        return locking == 0 ? at : writeShift(out, at, LOCKING_SHIFT_IDENTIFIER, locking);
    }

    private static int writeShift(byte[] out, int offset, int identifier, int language) {
        out[offset] = (byte) identifier;
        out[offset + 1] = SHIFT_OCTETS - 2;
        out[offset + 2] = (byte) language;
        return offset + SHIFT_OCTETS;
    }
}
