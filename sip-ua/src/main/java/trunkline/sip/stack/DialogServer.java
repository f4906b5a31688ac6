package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.Digit;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.ReinviteAnswer;

/** Answers the requests of the peer in the dialogs of one call (RFC 3261 §12.2.2). Confined to its call. */
final class DialogServer {

    private static final Logger LOGGER = LoggerFactory.getLogger(DialogServer.class);

    /** Extensions that a peer may require of us: what they ask of our responses we do. */
    private static final List<String> EXTENSIONS = List.of(InvitePlan.TIMER, InvitePlan.RELIABLE);

    private final Call call;
    private final UaParts parts;
    private @Nullable Unacknowledged unacknowledged;

    /**
     * Our 2xx to a re-INVITE.
     *
     * @param offered whether it has our offer, so that its ACK must have the answer (RFC 3261 §13.2.1)
     */
    private record Unacknowledged(
            ReinviteAnswer timing, ServerTransaction transaction, SIPResponse response, boolean offered) {

        Unacknowledged sentAgain(long nowNanos, long t1Nanos) {
            return new Unacknowledged(timing.sentAgain(nowNanos, t1Nanos), transaction, response, offered);
        }
    }

    DialogServer(Call call, UaParts parts) {
        this.call = call;
        this.parts = parts;
    }

    /** When {@link #onTick} has something to do; {@link Long#MAX_VALUE} for never. */
    long dueNanos() {
        return unacknowledged == null
                ? Long.MAX_VALUE
                : Math.min(
                        unacknowledged.timing().dueNanos(),
                        unacknowledged.timing().giveUpNanos());
    }

    void onRequest(SIPRequest request, ServerTransaction transaction) {
        Fork fork = call.fork(tag(request));
        long sequence = request.getCSeq().getSeqNumber();
        if (fork == null || (!call.state().isLive() && !request.getMethod().equals("BYE"))) {
            reply(transaction, parts.messages().response(request, 481, null));
            return;
        }
        if (request.getMethod().equals("CANCEL")) {
            // It comes after our final response, since every request is answered at once (RFC 3261 §9.2).
            reply(transaction, parts.messages().response(request, 200, null));
            return;
        }
        if (fork.dialog().isOutOfOrder(sequence)) {
            reply(transaction, parts.messages().response(request, 500, "CSeq Out Of Order"));
            return;
        }
        fork.setDialog(fork.dialog().withRemoteSequence(sequence));
        if (refusesExtension(request, transaction) || refusesInterval(request, transaction)) {
            return;
        }
        answer(request, transaction, fork);
    }

    private static String tag(SIPRequest request) {
        String tag = request.getFromTag();
        return tag == null ? "" : tag;
    }

    /** 420 to an extension that the peer demands and we do not have (RFC 3261 §8.2.2.3). */
    private boolean refusesExtension(SIPRequest request, ServerTransaction transaction) {
        List<String> unknown = SipReading.values(request, "Require").stream()
                .filter(tag -> !EXTENSIONS.contains(tag))
                .toList();
        if (unknown.isEmpty()) {
            return false;
        }
        try {
            SIPResponse refusal = parts.messages().response(request, 420, null);
            parts.messages().addAll(refusal, "Unsupported", unknown);
            reply(transaction, refusal);
        } catch (NotSentException e) {
            reply(transaction, parts.messages().response(request, 420, null));
        }
        return true;
    }

    /** RFC 4028 §9. */
    private boolean refusesInterval(SIPRequest request, ServerTransaction transaction) {
        boolean refreshes =
                request.getMethod().equals("INVITE") || request.getMethod().equals("UPDATE");
        if (!refreshes || !call.session().isTooBrief(request)) {
            return false;
        }
        SIPResponse refusal = parts.messages().response(request, 422, "Session Interval Too Small");
        try {
            parts.messages().put(refusal, "Min-SE", Long.toString(call.session().minimumSeconds()));
        } catch (NotSentException e) {
            log("Min-SE not put in", e);
        }
        reply(transaction, refusal);
        return true;
    }

    private void answer(SIPRequest request, ServerTransaction transaction, Fork fork) {
        switch (request.getMethod()) {
            case "BYE" -> {
                reply(transaction, parts.messages().response(request, 200, null));
                call.onBye(fork, SipReading.reason(request).orElse(null));
            }
            case "INVITE" -> onInvite(request, transaction, fork);
            case "UPDATE" -> onUpdate(request, transaction, fork);
            case "INFO" -> {
                // Some peers ask by INFO whether we are there, and hang up on 4xx or 5xx: any is answered 200.
                reply(transaction, parts.messages().responseWithAllow(request, 200));
                MessageBody body = SipReading.body(request);
                if (body != null && call.isTalking(fork)) {
                    Digit.parse(body).ifPresent(call::onDigit);
                }
            }
            case "OPTIONS" -> reply(transaction, parts.messages().capabilities(request));
            default -> {
                int code = SipMethods.refusal(request.getMethod());
                reply(transaction, parts.messages().responseWithAllow(request, code));
            }
        }
    }

    private void onInvite(SIPRequest request, ServerTransaction transaction, Fork fork) {
        if (!call.isTalking(fork) || call.session().isOffering()) {
            // Our own INVITE is in progress (RFC 3261 §14.2).
            reply(transaction, parts.messages().response(request, 491, null));
            return;
        }
        MessageBody offer = SipReading.body(request);
        // Without an offer, the peer wants ours in the 2xx, and answers it in the ACK (RFC 3261 §14.2 and §13.2.1).
        accept(
                request,
                transaction,
                fork,
                offer == null ? null : call.askAboutOffer(offer),
                call.session().local());
    }

    private void onUpdate(SIPRequest request, ServerTransaction transaction, Fork fork) {
        MessageBody offer = SipReading.body(request);
        if (offer == null) {
            accept(request, transaction, fork, null, null);
            return;
        }
        // An early dialog has a session only where a reliable response has answered our offer (RFC 3311 §5.1 and §5.2).
        boolean early = !call.isTalking(fork)
                && fork.reliableAnswer() != null
                && call.state().isLive();
        if ((!call.isTalking(fork) && !early) || call.session().isOffering()) {
            reply(transaction, parts.messages().response(request, 491, null));
            return;
        }
        OfferReply answer = early ? call.askAboutEarlyOffer(fork, offer) : call.askAboutOffer(offer);
        if (early && answer instanceof OfferReply.Accepted) {
            fork.setReliableAnswer(offer);
        }
        accept(request, transaction, fork, answer, null);
    }

    /**
     * Answers an offer.
     *
     * @param reply what the caller says to it; null where there was no offer
     * @param ours our own offer, where there was none; null for none
     */
    private void accept(
            SIPRequest request,
            ServerTransaction transaction,
            Fork fork,
            @Nullable OfferReply reply,
            @Nullable MessageBody ours) {
        if (reply instanceof OfferReply.Refused refused) {
            reply(transaction, parts.messages().response(request, refused.code(), refused.phrase()));
            return;
        }
        MessageBody body = reply instanceof OfferReply.Accepted accepted ? accepted.answer() : ours;
        try {
            SIPResponse ok = parts.messages().responseWithAllow(request, 200);
            call.addContact(ok);
            if (body != null) {
                parts.messages().putBody(ok, body);
                call.session().setLocal(body);
            }
            call.session().answerTimer(request, ok);
            refreshTarget(request, fork);
            parts.wire().reply(transaction, ok);
            if (request.getMethod().equals("INVITE")) {
                ReinviteAnswer sent = ReinviteAnswer.sent(
                        request.getCSeq().getSeqNumber(),
                        parts.nanoClock().getAsLong(),
                        parts.settings().t1().toNanos());
                unacknowledged = new Unacknowledged(sent, transaction, ok, reply == null);
                call.reschedule();
            }
        } catch (NotSentException e) {
            log("offer not answered", e);
            reply(transaction, parts.messages().response(request, 500, null));
        }
    }

    /** RFC 3261 §12.2.2. */
    private static void refreshTarget(SIPRequest request, Fork fork) {
        String target = SipReading.target(request);
        if (target != null) {
            fork.setDialog(fork.dialog().withRemoteTarget(target));
        }
    }

    /** ACK of the peer to our 2xx. */
    void onAck(SIPRequest ack) {
        Unacknowledged answered = unacknowledged;
        if (answered != null && answered.timing().sequence() == ack.getCSeq().getSeqNumber()) {
            unacknowledged = null;
            MessageBody answer = SipReading.body(ack);
            if (answered.offered() && answer != null) {
                call.onOfferAnswered(answer);
            }
            call.reschedule();
        }
    }

    /** Sends an unacknowledged 2xx again; false if the call is to be ended since it never was acknowledged. */
    boolean onTick(long nowNanos) {
        Unacknowledged answered = unacknowledged;
        if (answered == null) {
            return true;
        }
        switch (answered.timing().due(nowNanos)) {
            case WAIT -> {}
            case SEND_AGAIN -> {
                unacknowledged =
                        answered.sentAgain(nowNanos, parts.settings().t1().toNanos());
                try {
                    parts.wire().replyAgain(answered.transaction(), answered.response());
                } catch (NotSentException e) {
                    log("answer not repeated", e);
                }
            }
            case END_CALL -> {
                unacknowledged = null;
                return false;
            }
        }
        return true;
    }

    private void reply(ServerTransaction transaction, SIPResponse response) {
        try {
            parts.wire().reply(transaction, response);
        } catch (NotSentException e) {
            log("response not sent", e);
            parts.wire().drop(transaction);
        }
    }

    private void log(String event, NotSentException cause) {
        LOGGER.atWarn()
                .addKeyValue("callId", call.callId())
                .addKeyValue("cause", cause.getMessage())
                .log(event);
    }
}
