package trunkline.smpp.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import trunkline.smpp.session.CommandStatus;

/**
 * A PDU in lines for people, read from its octets: a header, a line for each field, a line for each optional parameter.
 * Whatever the octets hold, it ends with a line that says what could not be read, and never throws for it.
 */
public final class PduLines {

    private static final int HEADER = 16;
    private static final int MESSAGE_PAYLOAD = 0x0424;
    private static final int UCS2_MASK = 0x0C;
    private static final int UCS2 = 0x08;
    private static final int UDHI = 0x40;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    /** How much is shown. A password never is. */
    public enum Detail {
        /** Everything, for the owner of the message. */
        FULL,
        /** No content, and of numbers the first and last digits: for logs. */
        MASKED
    }

    private final ByteBuffer octets;
    private final Detail detail;
    private final List<String> lines = new ArrayList<>();
    private int esmClass;
    private int dataCoding;

    private PduLines(ByteBuffer octets, Detail detail) {
        this.octets = octets;
        this.detail = detail;
    }

    /** The lines of {@code pdu}, which begins with its header. */
    public static List<String> of(byte[] pdu, Detail detail) {
        return of(ByteBuffer.wrap(pdu), detail);
    }

    /** The name of its command in the standard; {@code pdu} begins with its header. */
    public static String command(byte[] pdu) {
        return PduCommand.name(ByteBuffer.wrap(pdu).getInt(4));
    }

    static List<String> of(ByteBuffer pdu, Detail detail) {
        var reading = new PduLines(pdu.slice(), detail);
        reading.read();
        return List.copyOf(reading.lines);
    }

    /** Command, sequence number, status, octets: a header in one line. */
    static String header(ByteBuffer pdu) {
        int at = pdu.position();
        return "%s, sequence %d, %s, %d octets"
                .formatted(
                        PduCommand.name(pdu.getInt(at + 4)),
                        pdu.getInt(at + 12) & 0xFFFFFFFFL,
                        CommandStatus.name(pdu.getInt(at + 8)),
                        pdu.remaining());
    }

    /** Overwrites the password of a bind, if {@code pdu} is one. */
    static void maskPassword(byte[] pdu) {
        PduCommand command = PduCommand.of(ByteBuffer.wrap(pdu).getInt(4));
        if (command == null || !command.isBind()) {
            return;
        }
        int at = HEADER;
        while (at < pdu.length && pdu[at] != 0) {
            at++;
        }
        for (at++; at < pdu.length && pdu[at] != 0; at++) {
            pdu[at] = '*';
        }
    }

    private void read() {
        if (octets.remaining() < HEADER) {
            lines.add("only %d octets, less than a header: %s".formatted(octets.remaining(), hex(octets.remaining())));
            return;
        }
        lines.add(header(octets));
        PduCommand command = PduCommand.of(octets.getInt(4));
        octets.position(HEADER);
        if (command == null) {
            lines.add("body: " + hex(octets.remaining()));
            return;
        }
        for (PduCommand.Field field : command.fields()) {
            if (!octets.hasRemaining()) {
                return; // a response that refuses often has no body
            }
            if (!readField(field)) {
                lines.add(
                        field.name() + ": cut off" + (detail == Detail.FULL && !command.isBind() ? ": " + rest() : ""));
                return;
            }
        }
        readParameters();
    }

    private boolean readField(PduCommand.Field field) {
        return switch (field.kind()) {
            case TEXT -> readText(field.name());
            case SECRET -> readSecret(field.name());
            case NUMBER -> readNumber(field.name(), false);
            case BITS -> readNumber(field.name(), true);
            case ADDRESS -> readAddress(field.name());
            case MESSAGE -> readMessage(field.name());
        };
    }

    private boolean readText(String name) {
        int length = textLength(octets.position());
        if (length < 0) {
            return false;
        }
        lines.add(name + ": " + text(length));
        octets.get();
        return true;
    }

    private boolean readSecret(String name) {
        int length = textLength(octets.position());
        if (length < 0) {
            return false;
        }
        octets.position(octets.position() + length + 1);
        lines.add(name + ": ***");
        return true;
    }

    private boolean readNumber(String name, boolean bits) {
        int number = octets.get() & 0xFF;
        if (name.equals("esm_class")) {
            esmClass = number;
        } else if (name.equals("data_coding")) {
            dataCoding = number;
        }
        lines.add(name + ": " + (bits ? "0x%02X".formatted(number) : number));
        return true;
    }

    private boolean readAddress(String name) {
        if (octets.remaining() < 3) {
            return false;
        }
        int length = textLength(octets.position() + 2);
        if (length < 0) {
            return false;
        }
        int ton = octets.get() & 0xFF;
        int npi = octets.get() & 0xFF;
        lines.add("%s: %s (ton %d, npi %d)".formatted(name, shown(text(length)), ton, npi));
        octets.get();
        return true;
    }

    private boolean readMessage(String name) {
        int length = octets.get() & 0xFF;
        if (length > octets.remaining()) {
            lines.add("sm_length: %d, with %d octets left".formatted(length, octets.remaining()));
            return false;
        }
        lines.add("sm_length: " + length);
        if (length > 0) {
            addContent(name, length);
        }
        return true;
    }

    private void readParameters() {
        while (octets.hasRemaining()) {
            if (octets.remaining() < 4 || (octets.getShort(octets.position() + 2) & 0xFFFF) > octets.remaining() - 4) {
                lines.add("optional parameter cut off: " + (detail == Detail.FULL ? rest() : "***"));
                return;
            }
            int tag = octets.getShort() & 0xFFFF;
            int length = octets.getShort() & 0xFFFF;
            if (tag == MESSAGE_PAYLOAD) {
                addContent(ParameterName.of(tag), length);
            } else {
                lines.add(ParameterName.of(tag) + ": " + parameter(tag, length));
            }
        }
    }

    private String parameter(int tag, int length) {
        if (ParameterName.isText(tag)) {
            String text = text(length);
            return text.endsWith("\\0") ? text.substring(0, text.length() - 2) : text;
        }
        if (length == 1 || length == 2) {
            return Integer.toString(length == 1 ? octets.get() & 0xFF : octets.getShort() & 0xFFFF);
        }
        return hex(length);
    }

    /** The text as far as it can be told without knowing the SMSC's alphabet, then all octets. */
    private void addContent(String name, int length) {
        if (detail == Detail.MASKED) {
            octets.position(octets.position() + length);
            lines.add(name + ": *** (" + length + " octets)");
            return;
        }
        byte[] content = new byte[length];
        octets.get(content);
        int header = (esmClass & UDHI) != 0 && length > 0 ? Math.min(length, 1 + (content[0] & 0xFF)) : 0;
        if (header > 0) {
            lines.add("user data header: " + HEX.formatHex(content, 0, header));
        }
        boolean wide = (dataCoding & UCS2_MASK) == UCS2;
        String text = new String(
                content, header, length - header, wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        lines.add(name + ": " + printable(text));
        lines.add(name + " octets: " + HEX.formatHex(content));
    }

    /** Octets up to the NUL at or behind {@code from}; -1 if there is none. */
    private int textLength(int from) {
        for (int at = from; at < octets.limit(); at++) {
            if (octets.get(at) == 0) {
                return at - from;
            }
        }
        return -1;
    }

    private String text(int length) {
        byte[] text = new byte[length];
        octets.get(text);
        return printable(new String(text, StandardCharsets.ISO_8859_1));
    }

    private String rest() {
        return hex(octets.remaining());
    }

    private String hex(int length) {
        byte[] some = new byte[length];
        octets.get(some);
        return HEX.formatHex(some);
    }

    private String shown(String address) {
        if (detail == Detail.FULL || address.isEmpty()) {
            return address;
        }
        int kept = address.length() > 6 ? 4 : 0;
        int end = address.length() > 6 ? 2 : 0;
        return address.substring(0, kept) + "*****" + address.substring(address.length() - end);
    }

    /** So that no line can begin another one or move a cursor, whatever a peer sends. */
    private static String printable(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == 0) {
                shown.append("\\0");
            } else if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\r') {
                shown.append("\\r");
            } else if (isUnseen(c)) {
                shown.append("\\u{%x}".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
