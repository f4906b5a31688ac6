package trunkline.smpp.inbound;

import org.jspecify.annotations.Nullable;
import trunkline.smpp.inbound.InboundPart.Place;
import trunkline.smpp.inbound.InboundPart.Ports;
import trunkline.smpp.inbound.InboundPart.Tables;

/**
 * What a user data header says (3GPP TS 23.040 §9.2.3.24); of an element that comes twice, the last. One that runs over its
 * end is no element, and a header that runs over the end of the message is no header.
 *
 * @param octets of the header, its length octet included; 0 if there is none
 * @param place in a longer message; null for none, and for one that makes no sense (§9.2.3.24.1: it is ignored then)
 * @param ports null for none
 * @param locking the National Language Identifier of the locking shift table, 0 for the default
 * @param single the same of the single shift table
 */
record UserDataElements(int octets, @Nullable Place place, @Nullable Ports ports, int locking, int single) {

    static final UserDataElements NONE = new UserDataElements(0, null, null, 0, 0);

    private static final int CONCATENATION_8_BIT = 0x00;
    private static final int PORTS_8_BIT = 0x04;
    private static final int PORTS_16_BIT = 0x05;
    private static final int CONCATENATION_16_BIT = 0x08;
    private static final int SINGLE_SHIFT = 0x24;
    private static final int LOCKING_SHIFT = 0x25;

    Tables tables() {
        return new Tables(locking, single);
    }

    /** Reads the header at the front of {@code userData}. */
    static UserDataElements read(byte[] userData) {
        int end = userData.length == 0 ? 0 : 1 + (userData[0] & 0xFF);
        if (end == 0 || end > userData.length) {
            return NONE;
        }
        UserDataElements elements = new UserDataElements(end, null, null, 0, 0);
        int at = 1;
        while (at + 2 <= end) {
            int length = userData[at + 1] & 0xFF;
            if (at + 2 + length > end) {
                break;
            }
            elements = elements.with(userData[at] & 0xFF, userData, at + 2, length);
            at += 2 + length;
        }
        return elements;
    }

    private UserDataElements with(int identifier, byte[] data, int at, int length) {
        if (identifier == CONCATENATION_8_BIT && length == 3) {
            return with(Place.of(Place.Kind.UDH8, octet(data, at), octet(data, at + 1), octet(data, at + 2)));
        }
        if (identifier == CONCATENATION_16_BIT && length == 4) {
            return with(Place.of(Place.Kind.UDH16, pair(data, at), octet(data, at + 2), octet(data, at + 3)));
        }
        if (identifier == PORTS_8_BIT && length == 2) {
            return new UserDataElements(
                    octets, place, new Ports(octet(data, at), octet(data, at + 1)), locking, single);
        }
        if (identifier == PORTS_16_BIT && length == 4) {
            return new UserDataElements(octets, place, new Ports(pair(data, at), pair(data, at + 2)), locking, single);
        }
        if (identifier == SINGLE_SHIFT && length == 1) {
            return new UserDataElements(octets, place, ports, locking, octet(data, at));
        }
        if (identifier == LOCKING_SHIFT && length == 1) {
            return new UserDataElements(octets, place, ports, octet(data, at), single);
        }
        return this;
    }

    private UserDataElements with(@Nullable Place other) {
        return new UserDataElements(octets, other, ports, locking, single);
    }

    private static int octet(byte[] data, int at) {
        return data[at] & 0xFF;
    }

    private static int pair(byte[] data, int at) {
        return octet(data, at) << Byte.SIZE | octet(data, at + 1);
    }
}
