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
import trunkline.sip.trunk.Transport;

/**
 * The dialogs of one call: one for each To tag in the responses to its INVITEs (RFC 3261 §13.2.2.4), at most {@value
 * #MAX}; responses with one more tag are ignored. Confined to its call.
 */
final class CallForks {

    /** As many early ones and as many answers as an honest proxy would ever pass on. */
    static final int MAX = 32;

    private static final Logger LOGGER = LoggerFactory.getLogger(CallForks.class);

    private final Call call;
    private final UaParts parts;
    private final SipTrunk trunk;
    private final Map<String, Fork> forks = new HashMap<>();
    private Transport transport = Transport.UDP;

    CallForks(Call call, UaParts parts, SipTrunk trunk) {
        this.call = call;
        this.parts = parts;
        this.trunk = trunk;
    }

    @Nullable
    Fork byTag(String tag) {
        return forks.get(tag);
    }

    int size() {
        return forks.size();
    }

    /** By which our Contact is to be reached: that of the last INVITE which made a dialog. */
    Transport transport() {
        return transport;
    }

    static String tag(SIPResponse response) {
        String tag = response.getToTag();
        return tag == null ? "" : tag;
    }

    /** What a provisional response says; null where it is to be ignored. A reliable one is acknowledged by PRACK. */
    @Nullable
    Progress onProgress(SIPResponse response, InviteTry invite) {
        MessageBody body = SipReading.body(response);
        if (response.getStatusCode() > 100 && response.getToTag() != null) {
            Fork fork = add(response, invite);
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
    Answer onAnswer(SIPResponse response, InviteTry invite) {
        Fork fork = add(response, invite);
        if (fork == null) {
            return null;
        }
        String target = SipReading.target(response);
        fork.setDialog(fork.dialog()
                .confirmed(target == null ? fork.dialog().remoteTarget() : target, SipReading.routeSet(response)));
        fork.setUpdates(SipReading.allows(response, "UPDATE"));
        MessageBody body = SipReading.body(response);
        return new Answer(
                tag(response),
                SipReading.status(response),
                body == null ? fork.reliableAnswer() : body,
                SipReading.session(response));
    }

    private @Nullable Fork add(SIPResponse response, InviteTry invite) {
        Fork known = forks.get(tag(response));
        if (known != null || forks.size() == MAX) {
            return known;
        }
        DialogPath path = new DialogPath(
                call, trunk.paths(), invite.path(), trunk.settings().manners().reuse());
        Fork fork = new Fork(
                invite, path, SipReading.dialog(response, call.identity().requestUri()));
        forks.put(tag(response), fork);
        transport = invite.path().transport();
        parts.table().dialogAdded(call);
        return fork;
    }

    /** RFC 3261 §13.2.2.4. The ACK for a repeated 2xx is the same one. */
    void sendAck(String tag) {
        Fork fork = forks.get(tag);
        if (fork != null) {
            // Where it cannot be sent, the peer repeats its 2xx, and we try again.
            fork.path().find(fork.dialog().route().nextHop(), path -> sendAck(fork, path), e -> log("ACK not sent", e));
        }
    }

    private void sendAck(Fork fork, Path path) {
        try {
            Fork.SentAck ack = fork.ack();
            if (ack == null || !ack.path().equals(path)) {
                SIPRequest request = parts.messages()
                        .inDialog(
                                "ACK",
                                call.identity(),
                                fork.dialog(),
                                fork.invite().sequence());
                parts.messages().putAuthorizations(request, fork.invite().authorizations());
                parts.wire().putVia(request, path);
                ack = new Fork.SentAck(request, path);
                fork.setAck(ack);
            }
            parts.wire().sendAck(ack.request(), path);
        } catch (NotSentException e) {
            fork.path().onFailed(path);
            log("ACK not sent", e);
        }
    }

    /** RFC 3261 §15.1.1. */
    void sendBye(String tag, Reason reason) {
        Fork fork = forks.get(tag);
        if (fork != null) {
            ask(fork, "BYE", bye -> parts.messages().putReason(bye, reason), answer -> call.onByeAnswered(tag));
        }
    }

    private void sendPrack(Fork fork, String rack) {
        // A lost PRACK is repeated by its transaction, and by the peer's next try; a refused one leaves the call as it
        // is.
        ask(fork, "PRACK", prack -> parts.messages().put(prack, "RAck", rack), answer -> {});
    }

    /** Sends a request in this dialog; {@code done} is told of its end, once. */
    void ask(Fork fork, String method, DialogClient.Addition addition, Consumer<DialogClient.Answer> done) {
        new DialogClient(call, parts, fork, new DialogClient.Question(method, addition, done)).send();
    }

    private void log(String event, NotSentException cause) {
        LOGGER.atWarn()
                .addKeyValue("callId", call.callId())
                .addKeyValue("cause", cause.getMessage())
                .log(event);
    }
}
