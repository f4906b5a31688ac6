package trunkline.gateway.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;

/**
 * How the segments of a message stand in the column {@code segments}: a line for each, in order.
 *
 * <pre>
 *   state status bind sequence sent_at answered_at id
 *   3 0 1 17 1732643999000123 1732643999000456 0A1B
 * </pre>
 *
 * <p>The id ends the line and is left out where the SMSC gave none. It is whatever octets the SMSC likes: a line break or
 * a percent sign in it is written as {@code %} and two hexadecimal digits.
 */
final class SegmentText {

    private static final int LINE_LENGTH = 64;
    private static final int FIELDS_BEFORE_ID = 6;
    private static final int HEX = 16;

    private SegmentText() {}

    static String write(List<SegmentProgress> segments) {
        StringBuilder text = new StringBuilder(LINE_LENGTH * segments.size());
        for (SegmentProgress segment : segments) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            Exchange exchange = segment.exchange();
            text.append(segment.state().code()).append(' ');
            text.append(segment.commandStatus()).append(' ');
            text.append(exchange.bind()).append(' ');
            text.append(exchange.sequence()).append(' ');
            text.append(exchange.sentAtMicros()).append(' ');
            text.append(exchange.answeredAtMicros());
            if (segment.smscMessageId() != null) {
                text.append(' ');
                escape(segment.smscMessageId(), text);
            }
        }
        return text.toString();
    }

    private static void escape(String id, StringBuilder text) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '\n' || c == '%') {
                text.append('%').append(Character.forDigit(c / HEX, HEX)).append(Character.forDigit(c % HEX, HEX));
            } else {
                text.append(c);
            }
        }
    }

    /** What {@link #write} wrote; nothing of null or an empty text. */
    static List<SegmentProgress> read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        int end = text.indexOf('\n');
        if (end < 0) {
            return List.of(line(text, 0, text.length()));
        }
        List<SegmentProgress> segments = new ArrayList<>();
        int start = 0;
        for (; end >= 0; end = text.indexOf('\n', start)) {
            segments.add(line(text, start, end));
            start = end + 1;
        }
        segments.add(line(text, start, text.length()));
        return segments;
    }

    private static SegmentProgress line(String text, int start, int end) {
        long[] fields = new long[FIELDS_BEFORE_ID];
        int at = start;
        for (int i = 0; i < FIELDS_BEFORE_ID; i++) {
            while (at < end && text.charAt(at) != ' ') {
                fields[i] = fields[i] * 10 + Character.digit(text.charAt(at++), 10);
            }
            at++;
        }
        return new SegmentProgress(
                SegmentState.ofCode((int) fields[0]),
                at <= end ? unescape(text, at, end) : null,
                (int) fields[1],
                new Exchange((int) fields[2], (int) fields[3], fields[4], fields[5]));
    }

    private static String unescape(String text, int start, int end) {
        String id = text.substring(start, end);
        return id.indexOf('%') < 0 ? id : id.replace("%0a", "\n").replace("%25", "%");
    }
}
