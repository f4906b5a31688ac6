package trunkline.smpp.session;

/**
 * What a bind says of itself (SMPP 3.4 §4.1).
 *
 * @param version what is claimed to be spoken; SMPP 3.3 has no transceiver
 */
public record BindRequest(BindType type, SmppVersion version, Credentials credentials, AddressRange addressRange) {

    public BindRequest {
        if (version == SmppVersion.V3_3 && type == BindType.TRANSCEIVER) {
            throw new IllegalArgumentException(
                    "'type' is 'TRANSCEIVER': SMPP 3.3 has none; bind a transmitter and a receiver, or with 3.4");
        }
    }

    /** A transceiver of SMPP 3.4 for all addresses. */
    public static BindRequest of(Credentials credentials) {
        return new BindRequest(BindType.TRANSCEIVER, SmppVersion.V3_4, credentials, AddressRange.NONE);
    }

    public BindRequest withType(BindType other) {
        return new BindRequest(other, version, credentials, addressRange);
    }

    public BindRequest withVersion(SmppVersion other) {
        return new BindRequest(type, other, credentials, addressRange);
    }

    public BindRequest withAddressRange(AddressRange other) {
        return new BindRequest(type, version, credentials, other);
    }
}
