package trunkline.smpp.session;

/**
 * What goes into short_message of one submit_sm, or into its message_payload: a slice of somebody's array, not copied.
 *
 * <p>The octets are read when the request is submitted and not after, so that the array (a
 * {@code SegmentEncoder}'s, say) may be used again as soon as the submit returns.
 */
public final class UserData {

    /** SMPP 3.4 §5.2.21, sm_length. */
    private static final int MAX_OCTETS = 254;

    /** SMPP 3.4 §5.3.1: the length of a parameter has two octets. */
    private static final int MAX_PAYLOAD_OCTETS = 0xFFFF;

    private final byte[] octets;
    private final int offset;
    private final int length;
    private final int dataCoding;
    private final boolean header;
    private final boolean payload;
    private final SegmentNumber number;

    /**
     * A message or segment of {@code length} octets.
     *
     * @param dataCoding the octet of SMPP 3.4 §5.2.19
     * @param header whether the octets start with a user data header, which sets UDHI in esm_class (§5.2.12)
     * @throws IllegalArgumentException if {@code length} is above 254 or the slice lies outside the array
     */
    public UserData(byte[] octets, int offset, int length, int dataCoding, boolean header) {
        this(octets, offset, length, dataCoding, header, MAX_OCTETS, SegmentNumber.NONE);
    }

    private UserData(
            byte[] octets, int offset, int length, int dataCoding, boolean header, int most, SegmentNumber number) {
        if (length < 0 || length > most || offset < 0 || offset > octets.length - length) {
            throw new IllegalArgumentException("'user data' is %d octets at %d of %d: must be 0 to %d within the array"
                    .formatted(length, offset, octets.length, most));
        }
        this.octets = octets;
        this.offset = offset;
        this.length = length;
        this.dataCoding = dataCoding;
        this.header = header;
        this.payload = most != MAX_OCTETS;
        this.number = number;
    }

    /** A message of up to 65,535 octets for message_payload (SMPP 3.4 §5.3.2.32); short_message stays empty. */
    public static UserData inPayload(byte[] octets, int offset, int length, int dataCoding) {
        return new UserData(octets, offset, length, dataCoding, false, MAX_PAYLOAD_OCTETS, SegmentNumber.NONE);
    }

    /** The same as one of several segments that the parameters sar_* number. */
    public UserData numbered(SegmentNumber segment) {
        return new UserData(octets, offset, length, dataCoding, header, MAX_OCTETS, segment);
    }

    /**
     * Which segment of which message this is (SMPP 3.4 §5.3.2.22 to §5.3.2.24).
     *
     * @param reference 0 to 65535, the same for all segments of a message
     * @param total 1 to 255; 0 with {@link #NONE}
     * @param sequence 1 to {@code total}
     */
    public record SegmentNumber(int reference, int total, int sequence) {

        /** No parameters are sent. */
        public static final SegmentNumber NONE = new SegmentNumber(0, 0, 0);
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

    /** Whether it needs optional parameters, which SMPP 3.3 has not. */
    public boolean needsParameters() {
        return payload || number.total() > 0;
    }

    /** Whether it goes into message_payload. */
    public boolean isPayload() {
        return payload;
    }

    /** Its place among the segments of a message, {@link SegmentNumber#NONE} if it is not told. */
    public SegmentNumber number() {
        return number;
    }

    /** A copy of the octets. */
    public byte[] toArray() {
        byte[] copy = new byte[length];
        System.arraycopy(octets, offset, copy, 0, length);
        return copy;
    }
}
