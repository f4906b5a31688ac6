package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.Answer;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Progress;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.DigestSession;

/**
 * The dialogs of one call: one for each To tag in the responses to its INVITE (RFC 3261 §13.2.2.4), at most {@value
 * #MAX}; responses with one more tag are ignored. Confined to its call.
 */
final class CallForks {

    /** As many early ones and as many answers as an honest proxy would ever pass on. */
    static final int MAX = 32;

    private static final Logger LOGGER = LoggerFactory.getLogger(CallForks.class);

    private final Call call;
    private final UaParts parts;
    private final InviteClient invite;
    private final @Nullable DigestSession digest;
    private final Map<String, Fork> forks = new HashMap<>();

    CallForks(Call call, UaParts parts, InviteClient invite, @Nullable DigestSession digest) {
        this.call = call;
        this.parts = parts;
        this.invite = invite;
        this.digest = digest;
    }

    @Nullable
    Fork byTag(String tag) {
        return forks.get(tag);
    }

    int size() {
        return forks.size();
    }

    static String tag(SIPResponse response) {
        String tag = response.getToTag();
        return tag == null ? "" : tag;
    }

    /** What a provisional response says; null where it is to be ignored. A reliable one is acknowledged by PRACK. */
    @Nullable
    Progress onProgress(SIPResponse response) {
        MessageBody body = SipReading.body(response);
        if (response.getStatusCode() > 100 && response.getToTag() != null) {
            Fork fork = add(response);
            long reliable = SipReading.reliableSequence(response);
            if (fork == null || (reliable > 0 && !fork.reliable().isNext(reliable))) {
                return null;
            }
            if (reliable > 0) {
                fork.onReliable(reliable, body);
                sendPrack(fork, reliable + " " + invite.sequence() + " INVITE");
            }
        }
        return new Progress(response.getStatusCode(), body);
    }

    /** What a 2xx says; null where it is to be ignored. Its target and routes replace those of the early dialog. */
    @Nullable
    Answer onAnswer(SIPResponse response) {
        Fork fork = add(response);
        if (fork == null) {
            return null;
        }
        String target = SipReading.target(response);
        fork.setDialog(fork.dialog()
                .confirmed(target == null ? fork.dialog().remoteTarget() : target, SipReading.routeSet(response)));
        MessageBody body = SipReading.body(response);
        return new Answer(tag(response), SipReading.status(response), body == null ? fork.reliableAnswer() : body);
    }

    private @Nullable Fork add(SIPResponse response) {
        Fork known = forks.get(tag(response));
        if (known != null || forks.size() == MAX) {
            return known;
        }
        Fork fork = new Fork(SipReading.dialog(response, call.identity().requestUri()));
        forks.put(tag(response), fork);
        parts.table().dialogAdded();
        return fork;
    }

    /** RFC 3261 §13.2.2.4. The ACK for a repeated 2xx is the same one. */
    void sendAck(String tag) {
        Fork fork = forks.get(tag);
        if (fork == null) {
            return;
        }
        try {
            SIPRequest ack = parts.messages().inDialog("ACK", call.identity(), fork.dialog(), invite.sequence());
            parts.messages().putAuthorizations(ack, invite.authorizations());
            parts.wire().route(ack, null);
            fork.setAckBranch(parts.wire().sendAck(ack, fork.ackBranch()));
        } catch (NotSentException e) {
            // The peer repeats its 2xx, and we try again.
            log("ACK not sent", e);
        }
    }

    /** RFC 3261 §15.1.1. */
    void sendBye(String tag, Reason reason) {
        Fork fork = forks.get(tag);
        if (fork != null) {
            ask(fork, "BYE", bye -> parts.messages().putReason(bye, reason), status -> call.onByeAnswered(tag));
        }
    }

    private void sendPrack(Fork fork, String rack) {
        // A lost PRACK is repeated by its transaction, and by the peer's next try; a refused one leaves the call as it
        // is.
        ask(fork, "PRACK", prack -> parts.messages().put(prack, "RAck", rack), status -> {});
    }

    private void ask(Fork fork, String method, DialogClient.Addition addition, Consumer<SipStatus> done) {
        var question = new DialogClient.Question(method, addition, done);
        try {
            new DialogClient(call, parts, fork, digest, question).send();
        } catch (NotSentException e) {
            log(method + " not sent", e);
            call.post(() -> done.accept(SipStatus.transportFailure(String.valueOf(e.getMessage()))));
        }
    }

    private void log(String event, NotSentException cause) {
        LOGGER.atWarn()
                .addKeyValue("callId", call.callId())
                .addKeyValue("cause", cause.getMessage())
                .log(event);
    }
}
