package trunkline.sip.stack;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;

/**
 * Where jain-sip reports each message that it sends, repeated ones included; those that it receives are seen by {@link
 * Doorkeeper}. Public since jain-sip makes it by name.
 */
public final class MessageLog implements ServerLogger {

    private volatile @Nullable MessageTap tap;

    void setTap(@Nullable MessageTap newTap) {
        tap = newTap;
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        if (sender) {
            tell(true, to, message);
        }
    }

    void received(SIPMessage message) {
        if (tap != null) {
            tell(false, message.getRemoteAddress().getHostAddress() + ":" + message.getRemotePort(), message);
        }
    }

    private void tell(boolean sent, String peer, SIPMessage message) {
        MessageTap current = tap;
        if (current != null) {
            current.onMessage(new MessageTap.TappedMessage(
                    sent,
                    peer,
                    message.getCallId().getCallId(),
                    message.getFirstLine().strip(),
                    message.getCSeq().getSeqNumber() + " " + message.getCSeq().getMethod(),
                    message::encode));
        }
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
