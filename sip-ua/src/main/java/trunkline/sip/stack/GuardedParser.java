package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * jain-sip's parser, with nothing but {@link ParseException} coming out of it: a hostile message must not end the only
 * thread that receives. Public since jain-sip makes it by name.
 */
public final class GuardedParser implements MessageParserFactory {

    @Override
    public MessageParser createMessageParser(SIPTransactionStack stack) {
        return new Guarded((SipSockets) stack.getNetworkLayer());
    }

    private static final class Guarded implements MessageParser {
        private final MessageParser parser = new StringMsgParser();
        private final SipSockets sockets;

        Guarded(SipSockets sockets) {
            this.sockets = sockets;
        }

        @Override
        public @Nullable SIPMessage parseSIPMessage(
                byte[] octets, boolean readBody, boolean strict, @Nullable ParseExceptionListener listener)
                throws ParseException {
            if (listener instanceof UDPMessageChannel) {
                sockets.onParsed();
            }
            try {
                return parser.parseSIPMessage(octets, readBody, strict, listener);
            } catch (RuntimeException | StackOverflowError e) {
                throw new ParseException(e.getClass().getSimpleName(), 0);
            }
        }
    }
}
