package trunkline.gateway.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.call.CallTrace.Entry;
import trunkline.gateway.call.CallTrace.Kind;
import trunkline.sip.stack.MessageTap.TappedMessage;

/**
 * Keeps what goes over the wire in one call. What is secret is not kept: credentials, and keys of SRTP. What does not fit is
 * counted. Thread-safe.
 */
final class TraceRecorder {

    private static final int ENTRIES_MAX = 200;
    private static final int CHARACTERS_MAX = 64 * 1024;
    /** Of one message. */
    private static final int MESSAGE_MAX = 8 * 1024;

    private static final Pattern SECRETS =
            Pattern.compile("(?im)^((?:Proxy-)?Authorization\\s*:\\s*\\w+|a=crypto:\\d+\\s+\\S+\\s+inline:)[^\\r\\n]*");

    private final String trunk;
    private final LongSupplier nowMicros;
    private final List<Entry> entries = new ArrayList<>();
    private int characters;
    private int left;

    TraceRecorder(String trunk, LongSupplier nowMicros) {
        this.trunk = trunk;
        this.nowMicros = nowMicros;
    }

    void message(TappedMessage message) {
        String text = SECRETS.matcher(message.text().get()).replaceAll("$1 (hidden)");
        add(
                message.sent() ? Kind.SENT : Kind.RECEIVED,
                message.peer(),
                text.length() > MESSAGE_MAX ? text.substring(0, MESSAGE_MAX) : text);
    }

    void note(String text) {
        add(Kind.NOTE, "", text);
    }

    private synchronized void add(Kind kind, String peer, String text) {
        if (entries.size() >= ENTRIES_MAX || characters + text.length() > CHARACTERS_MAX) {
            left++;
            return;
        }
        characters += text.length();
        entries.add(new Entry(nowMicros.getAsLong(), kind, peer, text));
    }

    /** As it is now. */
    synchronized CallTrace trace(String callId) {
        return new CallTrace(trunk, callId, entries, left);
    }
}
