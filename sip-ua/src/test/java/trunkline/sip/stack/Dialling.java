package trunkline.sip.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import trunkline.sip.trunk.TrunkSettings;

/** Calls in tests on trunks of which nothing else is asked. */
public final class Dialling {

    private Dialling() {}

    public static SipTrunk open(SipUserAgent agent, TrunkSettings trunk) {
        try {
            return agent.open(trunk, status -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OutboundCall dial(
            SipUserAgent agent, TrunkSettings trunk, CallRequest request, CallListener listener) {
        return open(agent, trunk).dial(request, listener);
    }
}
