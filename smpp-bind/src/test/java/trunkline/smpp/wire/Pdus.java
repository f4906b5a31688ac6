package trunkline.smpp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** PDUs as octets, written by hand from SMPP 3.4 §4 so that no codec of the product has a part in them. */
public final class Pdus {

    public static final int BIND_TRANSCEIVER = 0x09;
    public static final int SUBMIT_SM = 0x04;
    public static final int DELIVER_SM = 0x05;
    public static final int DATA_SM = 0x103;
    public static final int UNBIND = 0x06;
    public static final int ENQUIRE_LINK = 0x15;
    public static final int RESPONSE = 0x80000000;
    public static final int GENERIC_NACK = RESPONSE;

    private Pdus() {}

    /** A PDU with {@code body} behind its header. */
    public static byte[] pdu(int commandId, int commandStatus, int sequence, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putInt(commandId)
                .putInt(commandStatus)
                .putInt(sequence)
                .put(body)
                .array();
    }

    /** A PDU of a header alone. */
    public static byte[] pdu(int commandId, int commandStatus, int sequence) {
        return pdu(commandId, commandStatus, sequence, new byte[0]);
    }

    /** A response whose body is one C-octet string: a message_id or a system_id. */
    public static byte[] response(int commandId, int commandStatus, int sequence, String text) {
        return pdu(RESPONSE | commandId, commandStatus, sequence, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A deliver_sm from 46701 to 555. */
    public static byte[] deliverSm(int sequence, int esmClass, int dataCoding, byte[] shortMessage, byte[]... tlvs) {
        byte[] fields =
                hex("00 01 01 34 36 37 30 31 00 00 01 35 35 35 00", esmClass, "00 00 00 00 00 00", dataCoding, "00");
        return pdu(
                DELIVER_SM,
                0,
                sequence,
                join(fields, new byte[] {(byte) shortMessage.length}, shortMessage, join(tlvs)));
    }

    /** A data_sm from 46701 to 555. */
    public static byte[] dataSm(int sequence, int esmClass, int dataCoding, byte[]... tlvs) {
        byte[] fields = hex("00 01 01 34 36 37 30 31 00 00 01 35 35 35 00", esmClass, "00", dataCoding, "");
        return pdu(DATA_SM, 0, sequence, join(fields, join(tlvs)));
    }

    public static byte[] tlv(int tag, byte[] value) {
        return ByteBuffer.allocate(4 + value.length)
                .putShort((short) tag)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] hex(String before, int octet, String between, int other, String after) {
        return hex("%s %02x %s %02x %s".formatted(before, octet, between, other, after));
    }

    public static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
