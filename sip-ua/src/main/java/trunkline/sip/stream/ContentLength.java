package trunkline.sip.stream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a header section says of the octets that follow it (RFC 3261 §20.14). */
final class ContentLength {

    /** The name in either form, in any case, and a value that may have been folded onto the next line (§7.3.1). */
    private static final Pattern HEADER = Pattern.compile(
            "\\r\\n(?:content-length|l)[ \\t]*:([^\\r\\n]*(?:\\r\\n[ \\t][^\\r\\n]*)*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,8}");

    private ContentLength() {}

    /** The value in the octets {@code from} to {@code to}; fails where there is not exactly one, or it is no number. */
    static int of(ByteBuf in, int from, int to) {
        Matcher header = HEADER.matcher(in.toString(from, to - from, StandardCharsets.ISO_8859_1));
        int length = -1;
        while (header.find()) {
            String value = header.group(1).strip();
            if (!NUMBER.matcher(value).matches()) {
                throw new CorruptedFrameException("a Content-Length that is no number");
            }
            int found = Integer.parseInt(value);
            if (length >= 0 && length != found) {
                throw new CorruptedFrameException("two Content-Lengths that differ");
            }
            length = found;
        }
        if (length < 0) {
            throw new CorruptedFrameException("no Content-Length");
        }
        return length;
    }
}
