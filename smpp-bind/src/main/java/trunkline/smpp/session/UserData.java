package trunkline.smpp.session;

/**
 * What goes into short_message of one submit_sm: a slice of somebody's array, not copied.
 *
 * <p>The octets are read when the request is submitted and not after, so that the array (a
 * {@code SegmentEncoder}'s, say) may be used again as soon as the submit returns.
 */
public final class UserData {

    /** SMPP 3.4 §5.2.21, sm_length. */
    private static final int MAX_OCTETS = 254;

    private final byte[] octets;
    private final int offset;
    private final int length;
    private final int dataCoding;
    private final boolean header;

    /**
     * A message or segment of {@code length} octets.
     *
     * @param dataCoding the octet of SMPP 3.4 §5.2.19
     * @param header whether the octets start with a user data header, which sets UDHI in esm_class (§5.2.12)
     * @throws IllegalArgumentException if {@code length} is above 254 or the slice lies outside the array
     */
    public UserData(byte[] octets, int offset, int length, int dataCoding, boolean header) {
        if (length < 0 || length > MAX_OCTETS || offset < 0 || offset > octets.length - length) {
            throw new IllegalArgumentException("'user data' is %d octets at %d of %d: must be 0 to 254 within the array"
                    .formatted(length, offset, octets.length));
        }
        this.octets = octets;
        this.offset = offset;
        this.length = length;
        this.dataCoding = dataCoding;
        this.header = header;
    }

    public int length() {
        return length;
    }

    public int dataCoding() {
        return dataCoding;
    }

    public boolean hasHeader() {
        return header;
    }

    byte[] toArray() {
        byte[] copy = new byte[length];
        System.arraycopy(octets, offset, copy, 0, length);
        return copy;
    }
}
