package trunkline.sip.stack;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
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
 * thread that receives. What it says goes into the 400, so it has nothing of the message. It takes any version for 2.0, and
 * the last of several lengths; that is put right here. Public since jain-sip makes it by name.
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
            if (RawHeaders.hasTwoLengths(octets)) {
                throw new ParseException("two lengths", 0);
            }
            try {
                SIPMessage message = parser.parseSIPMessage(octets, readBody, strict, listener);
                if (message instanceof SIPRequest request && request.getRequestLine() != null) {
                    // Where it is another one, jain-sip answers 505.
                    request.getRequestLine().setSipVersion(RawHeaders.lastWordOfFirstLine(octets));
                }
                if (message != null && !haveHosts(message)) {
                    throw new ParseException("an address without a host", 0);
                }
                return message;
            } catch (ParseException e) {
                throw new ParseException("cannot be read", 0);
            } catch (RuntimeException | StackOverflowError e) {
                throw new ParseException("cannot be read at all", 0);
            }
        }

        /** Some malformed URIs are parsed into ones that have no host, which cannot be written again. */
        private static boolean haveHosts(SIPMessage message) {
            return hasHost((AddressParametersHeader) message.getFrom())
                    && hasHost((AddressParametersHeader) message.getTo())
                    && allHaveHosts(message.getContactHeaders())
                    && allHaveHosts(message.getRecordRouteHeaders())
                    && allHaveHosts(message.getRouteHeaders());
        }

        private static boolean allHaveHosts(@Nullable Iterable<? extends AddressParametersHeader> headers) {
            if (headers != null) {
                for (AddressParametersHeader header : headers) {
                    if (!hasHost(header)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static boolean hasHost(@Nullable AddressParametersHeader header) {
            return header == null
                    || header.getAddress() == null
                    || !(header.getAddress().getURI() instanceof SipUri uri)
                    || uri.getHost() != null;
        }
    }
}
