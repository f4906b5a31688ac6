package trunkline.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Messages that have gone wrong in the ways in which they do: by octets, by lines, and by values. */
final class Mutation {

    private static final String SPECIAL = "\r\n\";:<>@,= \\%\0()?&/[]*'+-.";

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775808",
            "36893488147419103232",
            "x".repeat(300),
            "\"",
            "\"\\",
            "<>",
            "<sip:>",
            "sip:",
            "sip:@",
            "sips:a@[::1",
            "tel:+1",
            "<sip:a@b;lr;lr;maddr=255.255.255.255;ttl=1;transport=ws>",
            "<sip:a@127.0.0.1:0>",
            "<sip:a@b:99999>",
            ";;;",
            ",,,",
            "SIP/2.0/UDP",
            "SIP/2.0/UDP a;branch=",
            "1 INVITE",
            "4294967295 BYE",
            "Digest",
            "Digest realm=\"",
            "Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess, qop=\"auth-int\"",
            "Q.850;cause=99999999999",
            "%00%ff",
            "\u00e4\u00f6\ud83d\ude00",
            "${jndi:x}");

    private static final List<String> NAMES = List.of(
            "Via",
            "v",
            "From",
            "To",
            "Call-ID",
            "CSeq",
            "Contact",
            "m",
            "Route",
            "Record-Route",
            "Max-Forwards",
            "Content-Length",
            "l",
            "Content-Type",
            "Require",
            "Supported",
            "Allow",
            "RSeq",
            "RAck",
            "Session-Expires",
            "Min-SE",
            "Retry-After",
            "Warning",
            "Reason",
            "WWW-Authenticate",
            "Proxy-Authenticate",
            "Unsupported",
            "Date",
            "Event",
            "Refer-To",
            "Replaces",
            "Join");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** This message, wrong in one to six places. */
    byte[] of(byte[] message) {
        byte[] octets = message;
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            octets = random.nextBoolean() ? octets(octets) : lines(octets);
        }
        return octets;
    }

    private byte[] octets(byte[] message) {
        byte[] copy = message.clone();
        if (copy.length < 2) {
            return copy;
        }
        int at = random.nextInt(copy.length);
        switch (random.nextInt(6)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
            case 2 -> {
                int length = Math.min(16, copy.length - at);
                System.arraycopy(message, random.nextInt(message.length - length + 1), copy, at, length);
            }
            case 3 -> copy = Arrays.copyOf(copy, 1 + at);
            case 4 -> {
                byte[] longer = new byte[copy.length + 1 + random.nextInt(40)];
                System.arraycopy(copy, 0, longer, 0, at);
                Arrays.fill(longer, at, at + longer.length - copy.length, copy[at]);
                System.arraycopy(copy, at, longer, at + longer.length - copy.length, copy.length - at);
                copy = longer;
            }
            default -> copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] lines(byte[] message) {
        List<String> lines =
                new ArrayList<>(List.of(new String(message, StandardCharsets.ISO_8859_1).split("\r\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(7)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(at, lines.get(random.nextInt(lines.size())));
            case 3 -> lines.set(at, name(lines.get(at)) + ": " + pick(VALUES));
            case 4 -> lines.add(1 + random.nextInt(lines.size()), pick(NAMES) + ": " + pick(VALUES));
            case 5 -> lines.set(at, lines.get(at).replaceFirst("([;=:, ]).*", "$1" + quoted(pick(VALUES))));
            default -> lines.set(at, lines.get(at).replaceAll("\\d+", quoted(pick(VALUES))));
        }
        return String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String quoted(String text) {
        return java.util.regex.Matcher.quoteReplacement(text);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
