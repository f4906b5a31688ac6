package trunkline.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A SIP message as it was on the wire, cut into its parts (RFC 3261 §7). The stack has read it before, and has written out the
 * full names of its headers.
 *
 * @param headers {@code Name: value}, folded lines joined
 * @param body empty for none
 */
record SipText(String startLine, List<String> headers, String body) {

    SipText {
        headers = List.copyOf(headers);
    }

    static SipText parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<String> lines = new ArrayList<>();
        for (String line : head.split("\r\n", -1)) {
            boolean folded = !lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
            if (folded) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
            } else {
                lines.add(line);
            }
        }
        return new SipText(lines.get(0), lines.subList(1, lines.size()), end < 0 ? "" : text.substring(end + 4));
    }

    /** The code of a response; 0 for a request. */
    int status() {
        String[] parts = startLine.split(" ", 3);
        return parts.length > 1 && parts[0].startsWith("SIP/") && parts[1].matches("[1-6]\\d\\d")
                ? Integer.parseInt(parts[1])
                : 0;
    }

    /** {@code 180 Ringing}. */
    String statusLine() {
        int space = startLine.indexOf(' ');
        return space < 0 ? startLine : startLine.substring(space + 1).strip();
    }

    /** That of the request, or of the request that is answered. */
    String method() {
        String sequence = value("CSeq").orElse("");
        return sequence.substring(sequence.indexOf(' ') + 1).strip();
    }

    /** The value of each header of this name. */
    List<String> values(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).strip())
                .toList();
    }

    Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /** The tokens of a list, over one header or several: {@code Allow}, {@code Supported}, {@code Require}. */
    List<String> tokens(String name) {
        return values(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
