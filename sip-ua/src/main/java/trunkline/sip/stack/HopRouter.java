package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.DefaultRouter;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request where {@link SipWire#route} has decided; the rest, such as CANCEL, by its routes and Request-URI (RFC
 * 3261 §8.1.2). So a trunk's proxy needs no Route header, which some trunks refuse. Public since jain-sip makes it by
 * name.
 */
public final class HopRouter implements Router {

    private final DefaultRouter byHeaders;

    public HopRouter(SipStack stack, @Nullable String outboundProxy) {
        this.byHeaders = new DefaultRouter(stack, outboundProxy);
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        return request instanceof SIPMessage message && message.getApplicationData() instanceof Hop hop
                ? hop
                : byHeaders.getNextHop(request);
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still demands it
    public ListIterator<?> getNextHops(Request request) {
        return byHeaders.getNextHops(request);
    }

    @Override
    public @Nullable Hop getOutboundProxy() {
        return byHeaders.getOutboundProxy();
    }
}
