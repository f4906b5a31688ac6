package trunkline.sip.stack;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import trunkline.sip.trunk.Transport;

/** UDP by jain-sip, connections by {@link StreamProcessor}. Public since jain-sip makes it by name. */
public final class SipProcessors implements MessageProcessorFactory {

    private final MessageProcessorFactory theirs = new OIOMessageProcessorFactory();

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        Transport kind = Transport.byToken(transport)
                .orElseThrow(() -> new IllegalArgumentException("'transport' is '" + transport + "'"));
        return kind.isStream()
                ? new StreamProcessor(stack, ((SipSockets) stack.getNetworkLayer()).streams(), kind, address, port)
                : theirs.createMessageProcessor(stack, address, port, transport);
    }
}
