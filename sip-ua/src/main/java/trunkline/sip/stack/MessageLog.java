package trunkline.sip.stack;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.net.InetSocketAddress;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;
import trunkline.sip.stack.MessageTap.TappedMessage;

/**
 * Shows each message to the tap. What goes out is seen just before it is sent: jain-sip reports it only after that, when the
 * answer may be there already. What comes in is shown by {@link Doorkeeper}. Public since jain-sip makes it by name.
 */
public final class MessageLog implements ServerLogger {

    private volatile @Nullable MessageTap tap;

    void setTap(@Nullable MessageTap newTap) {
        tap = newTap;
    }

    /** jain-sip has sent it, or received it. */
    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {}

    void received(SIPMessage message) {
        MessageTap current = tap;
        if (current != null) {
            current.onMessage(new TappedMessage(
                    false,
                    message.getRemoteAddress().getHostAddress() + ":" + message.getRemotePort(),
                    message.getCallId().getCallId(),
                    message.getFirstLine().strip(),
                    message.getCSeq().getSeqNumber() + " " + message.getCSeq().getMethod(),
                    message::encode));
        }
    }

    /** About to be sent; our messages have each header on a line of its own, under its full name. */
    void sending(InetSocketAddress to, Supplier<String> message) {
        MessageTap current = tap;
        if (current != null) {
            String text = message.get();
            current.onMessage(new TappedMessage(
                    true,
                    to.getAddress().getHostAddress() + ":" + to.getPort(),
                    header(text, "Call-ID"),
                    text.lines().findFirst().orElse(""),
                    header(text, "CSeq"),
                    () -> text));
        }
    }

    private static String header(String text, String name) {
        int start = text.indexOf("\r\n" + name + ":");
        int end = text.indexOf("\r\n", start + 2);
        return start < 0 || end < 0
                ? ""
                : text.substring(start + name.length() + 3, end).strip();
    }

    /** A second report of a response that was received. */
    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {}

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {}

    @Override
    public void logException(Exception cause) {}

    @Override
    public void closeLogFile() {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public void setSipStack(SipStack stack) {}
}
