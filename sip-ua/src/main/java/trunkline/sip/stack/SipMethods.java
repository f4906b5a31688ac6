package trunkline.sip.stack;

import java.util.List;
import java.util.Set;

/** Which methods we take in a dialog, and how we refuse the others (RFC 3261 §8.2.1 and §21.5.2). */
final class SipMethods {

    /** As in our Allow header (RFC 3261 §20.5). */
    static final List<String> ALLOWED = List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE");

    /** Methods that we know and do not take. PRACK is one: we send no provisional response that would need it. */
    private static final Set<String> KNOWN =
            Set.of("REGISTER", "SUBSCRIBE", "NOTIFY", "MESSAGE", "REFER", "PUBLISH", "PRACK");

    private SipMethods() {}

    /** 405 for a method that we know, 501 for any other. */
    static int refusal(String method) {
        return KNOWN.contains(method) || ALLOWED.contains(method) ? 405 : 501;
    }
}
