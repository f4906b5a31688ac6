package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.ReinviteAnswer;

/** Answers the requests of the peer in the dialogs of one call (RFC 3261 §12.2.2). Confined to its call. */
final class DialogServer {

    private static final Logger LOGGER = LoggerFactory.getLogger(DialogServer.class);

    private final Call call;
    private final UaParts parts;
    private @Nullable ReinviteAnswer unacknowledged;
    private @Nullable SIPResponse lastAnswer;

    DialogServer(Call call, UaParts parts) {
        this.call = call;
        this.parts = parts;
    }

    /** When {@link #onTick} has something to do; {@link Long#MAX_VALUE} for never. */
    long dueNanos() {
        return unacknowledged == null
                ? Long.MAX_VALUE
                : Math.min(unacknowledged.dueNanos(), unacknowledged.giveUpNanos());
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
        if (refusesExtension(request, transaction)) {
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
        List<String> required = SipReading.values(request, "Require");
        if (required.isEmpty()) {
            return false;
        }
        try {
            SIPResponse refusal = parts.messages().response(request, 420, null);
            parts.messages().addAll(refusal, "Unsupported", required);
            reply(transaction, refusal);
        } catch (NotSentException e) {
            reply(transaction, parts.messages().response(request, 420, null));
        }
        return true;
    }

    private void answer(SIPRequest request, ServerTransaction transaction, Fork fork) {
        switch (request.getMethod()) {
            case "BYE" -> {
                reply(transaction, parts.messages().response(request, 200, null));
                call.onBye(fork, SipReading.reason(request).orElse(null));
            }
            case "INVITE" -> answerOffer(request, transaction, fork, true);
            case "UPDATE" -> answerOffer(request, transaction, fork, false);
            case "OPTIONS", "INFO" -> reply(transaction, parts.messages().responseWithAllow(request, 200));
            default -> {
                int code = SipMethods.refusal(request.getMethod());
                reply(transaction, parts.messages().responseWithAllow(request, code));
            }
        }
    }

    private void answerOffer(SIPRequest request, ServerTransaction transaction, Fork fork, boolean invite) {
        MessageBody offer = SipReading.body(request);
        if (!call.isTalking(fork) && (invite || offer != null)) {
            // Our own INVITE is in progress (RFC 3261 §14.2), or our offer is not answered yet (RFC 3311 §5.2).
            reply(transaction, parts.messages().response(request, 491, null));
            return;
        }
        if (offer == null && invite) {
            reply(transaction, parts.messages().response(request, 488, "Offer Missing"));
            return;
        }
        OfferReply reply = offer == null ? null : call.askAboutOffer(offer);
        if (reply instanceof OfferReply.Refused refused) {
            reply(transaction, parts.messages().response(request, refused.code(), refused.phrase()));
            return;
        }
        String target = SipReading.target(request);
        if (target != null) {
            fork.setDialog(fork.dialog().withRemoteTarget(target));
        }
        accept(request, transaction, reply instanceof OfferReply.Accepted accepted ? accepted.answer() : null);
    }

    private void accept(SIPRequest request, ServerTransaction transaction, @Nullable MessageBody answer) {
        try {
            SIPResponse ok = parts.messages().responseWithAllow(request, 200);
            call.addContact(ok);
            if (answer != null) {
                parts.messages().putBody(ok, answer);
            }
            parts.wire().reply(transaction, ok);
            if (request.getMethod().equals("INVITE")) {
                long sequence = request.getCSeq().getSeqNumber();
                unacknowledged = ReinviteAnswer.sent(
                        sequence,
                        parts.nanoClock().getAsLong(),
                        parts.settings().t1().toNanos());
                lastAnswer = ok;
                call.reschedule();
            }
        } catch (NotSentException e) {
            log("offer not answered", e);
        }
    }

    /** ACK of the peer to our 2xx. */
    void onAck(SIPRequest ack) {
        if (unacknowledged != null && unacknowledged.sequence() == ack.getCSeq().getSeqNumber()) {
            unacknowledged = null;
            lastAnswer = null;
            call.reschedule();
        }
    }

    /** Sends an unacknowledged 2xx again; false if the call is to be ended since it never was acknowledged. */
    boolean onTick(long nowNanos) {
        if (unacknowledged == null || lastAnswer == null) {
            return true;
        }
        switch (unacknowledged.due(nowNanos)) {
            case WAIT -> {}
            case SEND_AGAIN -> {
                unacknowledged =
                        unacknowledged.sentAgain(nowNanos, parts.settings().t1().toNanos());
                try {
                    parts.wire().replyStateless(lastAnswer);
                } catch (NotSentException e) {
                    log("answer not repeated", e);
                }
            }
            case END_CALL -> {
                unacknowledged = null;
                lastAnswer = null;
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
        }
    }

    private void log(String event, NotSentException cause) {
        LOGGER.atWarn()
                .addKeyValue("callId", call.callId())
                .addKeyValue("cause", cause.getMessage())
                .log(event);
    }
}
