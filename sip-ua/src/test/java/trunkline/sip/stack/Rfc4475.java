package trunkline.sip.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages of RFC 4475 §3, out of their file. */
final class Rfc4475 {

    private static final Pattern NOTATION =
            Pattern.compile("<repeat count=(\\d+)>(.*?)</repeat>|<hex>([0-9A-F]+)</hex>");

    private Rfc4475() {}

    /** One message, as it is on the wire. */
    @SuppressWarnings("ArrayRecordComponent") // octets on their way to a socket; nobody compares messages
    record Message(String name, String section, byte[] octets) {

        boolean isResponse() {
            return text().startsWith("SIP/");
        }

        String text() {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return name + " (§" + section + ")";
        }
    }

    static List<Message> all() {
        try (InputStream in = Rfc4475.class.getResourceAsStream("/rfc4475.txt")) {
            if (in == null) {
                throw new IllegalStateException("no rfc4475.txt");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Message> messages = new ArrayList<>();
            for (String part : text.split("(?m)^=== ", -1)) {
                if (!part.startsWith("#")) {
                    int line = part.indexOf('\n');
                    String[] title = part.substring(0, line).split(" ", -1);
                    messages.add(new Message(title[0], title[1], octets(part.substring(line + 1))));
                }
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] octets(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, text.replace("\n", "\r\n"));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        Matcher notation = NOTATION.matcher(text);
        int end = 0;
        while (notation.find()) {
            out.writeBytes(text.substring(end, notation.start()).getBytes(StandardCharsets.UTF_8));
            if (notation.group(3) == null) {
                for (int i = Integer.parseInt(notation.group(1)); i > 0; i--) {
                    write(out, notation.group(2));
                }
            } else {
                out.writeBytes(HexFormat.of().parseHex(notation.group(3)));
            }
            end = notation.end();
        }
        out.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
    }
}
