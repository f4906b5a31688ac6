package trunkline.sip.stack;

import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.sip.SipStack;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees every message before anything is kept for it. We are a caller: a request that is in no dialog of ours is refused
 * here without a transaction (RFC 3261 §8.2.7), so a flood of them costs no memory, and an INVITE from outside is never
 * a call.
 *
 * <pre>
 *   in a dialog of a call (Call-ID and our tag)    let in
 *   ACK                                            dropped
 *   with a To tag, or CANCEL, or BYE               481
 *   INVITE                                         403
 *   other methods of RFC 3261 and its extensions   405
 *   the rest                                       501
 *   OPTIONS to a URI that is neither SIP nor tel   416
 *   OPTIONS that requires an extension             420
 *   OPTIONS                                        200: a trunk may ask whether we are there
 * </pre>
 *
 * <p>The order is that of RFC 3261 §8.2.
 */
final class Doorkeeper implements SIPMessageValve {

    private static final Logger LOGGER = LoggerFactory.getLogger(Doorkeeper.class);

    private final CallTable table;
    private final SipWire wire;
    private final SipMessages messages;
    private final MessageLog log;
    private final SIPTransactionStack stack;
    private final LongAdder refused = new LongAdder();
    private final LongAdder strays = new LongAdder();

    Doorkeeper(CallTable table, SipWire wire, SipMessages messages, JainStack jain) {
        this.stack = jain.stack();
        this.table = table;
        this.wire = wire;
        this.messages = messages;
        this.log = jain.messageLog();
    }

    /** Requests turned away. */
    long refused() {
        return refused.sum();
    }

    /** Responses to no request that waits for one. */
    long strays() {
        return strays.sum();
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        log.received(request);
        // A response goes back to where the request came from, and not to a host that it names (RFC 3261 §18.2.2).
        request.getTopmostVia().removeParameter(Via.MADDR);
        boolean ours = table.find(request.getCallId().getCallId())
                .filter(call -> call.identity().localTag().equals(request.getToTag()))
                .isPresent();
        if (!ours) {
            refused.increment();
            if (!request.getMethod().equals("ACK")) {
                refuse(request, channel);
            }
        }
        return ours;
    }

    private void refuse(SIPRequest request, MessageChannel channel) {
        try {
            int code = code(request);
            SIPResponse response =
                    code == 200 ? messages.capabilities(request) : messages.responseWithAllow(request, code);
            if (code == 420) {
                messages.addAll(response, "Unsupported", SipReading.values(request, "Require"));
            }
            if (response.getToTag() == null) {
                response.getTo().setTag(sameTagFor(request));
            }
            wire.replyStateless(channel, response);
        } catch (NotSentException | ParseException e) {
            LOGGER.atDebug()
                    .addKeyValue("cause", Slf4jStackLogger.firstLine(e.toString()))
                    .log("refusal not sent");
        }
    }

    private static int code(SIPRequest request) {
        String method = request.getMethod();
        if (request.getToTag() != null || method.equals("CANCEL") || method.equals("BYE")) {
            return 481;
        }
        return switch (method) {
            case "INVITE" -> 403;
            case "OPTIONS" -> options(request);
            default -> SipMethods.refusal(method);
        };
    }

    private static int options(SIPRequest request) {
        String scheme = request.getRequestURI().getScheme();
        if (!List.of("sip", "sips", "tel").contains(scheme.toLowerCase(Locale.ROOT))) {
            return 416;
        }
        return SipReading.values(request, "Require").isEmpty() ? 200 : 420;
    }

    /** A repeated request must get the same tag, though nothing is kept of it (RFC 3261 §8.2.7). */
    private static String sameTagFor(SIPRequest request) {
        int hash = Objects.hash(
                request.getCallId().getCallId(),
                request.getFromTag(),
                request.getTopmostVia().getBranch());
        return "no" + Integer.toHexString(hash);
    }

    /**
     * Lets in a response to a request that waits for one. jain-sip would look for the request of any other by going through
     * all that wait, which under a flood of them, or of repeated 2xx, leaves no time for anything else.
     *
     * <p>A 2xx to an INVITE goes to its call past the transactions where its own is gone (RFC 3261 §13.2.2.4), or has ended
     * with a refusal and would swallow it: a proxy that forks may send it even then (§16.7), and the callee who has just
     * answered must be told.
     */
    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        SIPResponse message = (SIPResponse) response;
        log.received(message);
        if (!Utils.getInstance().responseBelongsToUs(message)) {
            strays.increment();
            return false;
        }
        boolean waiting = stack.findTransaction(message.getTransactionId(), false) != null;
        boolean answer = message.getStatusCode() / 100 == 2
                && message.getCSeq().getMethod().equals("INVITE");
        Optional<Call> late = table.find(message.getCallId().getCallId())
                .filter(call -> answer && (!waiting || !call.state().isLive()));
        late.ifPresent(call -> call.offer(() -> call.onStrayAnswer(message)));
        if (!waiting && late.isEmpty()) {
            strays.increment();
        }
        return waiting && late.isEmpty();
    }

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
