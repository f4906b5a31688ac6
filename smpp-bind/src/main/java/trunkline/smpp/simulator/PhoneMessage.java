package trunkline.smpp.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import trunkline.smpp.address.Address;

/** A text as a phone sends it: in GSM 7-bit without extension characters, else UCS-2; in segments if it is long. */
final class PhoneMessage {

    private static final int HEADER = 6;

    private final Address from;
    private final Address to;
    private final byte[] octets;
    private final boolean gsm;
    private final int total;

    PhoneMessage(Address from, Address to, String text) {
        this.from = from;
        this.to = to;
        byte[] septets = ShortMessageText.encodeGsm(text);
        gsm = septets != null;
        octets = septets != null ? septets : text.getBytes(StandardCharsets.UTF_16BE);
        total = octets.length <= (gsm ? 160 : 140) ? 1 : (octets.length + octetsEach() - 1) / octetsEach();
        if (total > 255) {
            throw new IllegalArgumentException("'text' must fit 255 segments");
        }
    }

    /** One deliver_sm for each segment; {@code reference} is 0 to 255. */
    List<Parcel> parcels(int reference) {
        if (total == 1) {
            return List.of(parcel(octets, false));
        }
        var parcels = new ArrayList<Parcel>();
        for (int i = 0; i < total; i++) {
            byte[] part = Arrays.copyOfRange(octets, i * octetsEach(), Math.min((i + 1) * octetsEach(), octets.length));
            byte[] userData = new byte[HEADER + part.length];
            byte[] header = {5, 0, 3, (byte) reference, (byte) total, (byte) (i + 1)};
            System.arraycopy(header, 0, userData, 0, HEADER);
            System.arraycopy(part, 0, userData, HEADER, part.length);
            parcels.add(parcel(userData, true));
        }
        return parcels;
    }

    private int octetsEach() {
        return gsm ? 153 : 134;
    }

    private Parcel parcel(byte[] userData, boolean hasHeader) {
        int dataCoding = gsm ? ShortMessageText.GSM : ShortMessageText.UCS2;
        return Parcel.message(WireAddress.to(from), WireAddress.to(to), userData, dataCoding, hasHeader);
    }
}
