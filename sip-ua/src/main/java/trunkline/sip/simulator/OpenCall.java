package trunkline.sip.simulator;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.simulator.CalleeBehaviour.Refusal;
import trunkline.sip.simulator.CalleeListener.EndedBy;

/** One call at the callee, from its INVITE to its end. Confined to the thread of its desk. */
final class OpenCall {

    private static final Logger LOGGER = LoggerFactory.getLogger(OpenCall.class);

    private enum Phase {
        RINGING,
        ANSWERED,
        TALKING,
        OVER
    }

    private final CalleeDesk desk;
    private final SIPRequest request;
    private final ServerTransaction invite;
    private final CalleeCall call;
    private final CalleeBehaviour behaviour;
    private final String tag;
    private Phase phase = Phase.RINGING;
    private @Nullable MessageBody answer;
    private long talkingSinceNanos;

    OpenCall(CalleeDesk desk, SIPRequest request, ServerTransaction invite, CalleeBehaviour behaviour, String tag) {
        this.desk = desk;
        this.request = request;
        this.invite = invite;
        this.call = CalleeMessages.call(request);
        this.behaviour = behaviour;
        this.tag = tag;
    }

    CalleeCall call() {
        return call;
    }

    void start() {
        desk.listener().onStarted(call);
        if (behaviour.earlyMedia()) {
            progress();
        } else if (behaviour.reaction() == CalleeBehaviour.Reaction.RING_FOR_EVER
                || !behaviour.delay().isZero()) {
            send(desk.messages().response(request, 180, "Ringing", tag));
        }
        switch (behaviour.reaction()) {
            case ANSWER -> desk.later(behaviour.delay(), this::answer);
            case REFUSE -> desk.later(behaviour.delay(), () -> refuse(behaviour.refusal()));
            case RING_FOR_EVER, SILENT -> {}
        }
    }

    private void progress() {
        SIPResponse progress = desk.messages().response(request, 183, "Session Progress", tag);
        makeAnswer().ifPresent(body -> desk.messages().putBody(progress, body));
        send(progress);
    }

    private Optional<MessageBody> makeAnswer() {
        if (answer == null) {
            answer = desk.answers().answer(call).orElse(null);
        }
        return Optional.ofNullable(answer);
    }

    private void answer() {
        if (phase != Phase.RINGING) {
            return;
        }
        Optional<MessageBody> body = makeAnswer();
        if (body.isEmpty()) {
            refuse(new Refusal(488, "Not Acceptable Here", null, null));
            return;
        }
        phase = Phase.ANSWERED;
        SIPResponse ok = desk.messages().response(request, 200, "OK", tag);
        desk.messages().putBody(ok, body.get());
        send(ok);
    }

    private void refuse(Refusal refusal) {
        if (phase != Phase.RINGING) {
            return;
        }
        SIPResponse response = desk.messages().response(request, refusal.code(), refusal.phrase(), tag);
        if (refusal.retryAfter() != null) {
            desk.messages()
                    .put(
                            response,
                            "Retry-After",
                            Long.toString(refusal.retryAfter().toSeconds()));
        }
        if (refusal.reason() != null) {
            desk.messages().put(response, "Reason", refusal.reason());
        }
        send(response);
        over(EndedBy.REFUSAL);
    }

    void onAck() {
        if (phase != Phase.ANSWERED) {
            return;
        }
        phase = Phase.TALKING;
        talkingSinceNanos = System.nanoTime();
        desk.listener().onAnswered(call);
        if (behaviour.talk() != null) {
            desk.later(behaviour.talk(), this::hangUp);
        }
    }

    void onCancel() {
        if (phase == Phase.RINGING) {
            send(desk.messages().response(request, 487, "Request Terminated", tag));
            over(EndedBy.CANCEL);
        }
    }

    void onBye() {
        over(EndedBy.CALLER);
    }

    void onLost() {
        over(EndedBy.LOST);
    }

    /** The callee hangs up, whatever the call is at. */
    void hangUp() {
        if (phase == Phase.RINGING) {
            refuse(new Refusal(480, "Temporarily Unavailable", null, null));
        } else if (phase == Phase.ANSWERED || phase == Phase.TALKING) {
            sendBye();
            over(EndedBy.CALLEE);
        }
    }

    private void sendBye() {
        try {
            Dialog dialog = invite.getDialog();
            if (dialog != null) {
                SipProviderImpl provider = desk.provider();
                ClientTransaction bye = provider.getNewClientTransaction(dialog.createRequest("BYE"));
                dialog.sendRequest(bye);
            }
        } catch (SipException | RuntimeException e) {
            LOGGER.atWarn().addKeyValue("callId", call.callId()).setCause(e).log("BYE not sent");
        }
    }

    private void send(SIPResponse response) {
        try {
            invite.sendResponse(response);
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("callId", call.callId())
                    .addKeyValue("sipStatus", response.getStatusCode())
                    .setCause(e)
                    .log("response not sent");
        }
    }

    private void over(EndedBy by) {
        if (phase == Phase.OVER) {
            return;
        }
        Duration talk =
                phase == Phase.TALKING ? Duration.ofNanos(System.nanoTime() - talkingSinceNanos) : Duration.ZERO;
        phase = Phase.OVER;
        desk.forget(this);
        desk.listener().onEnded(call, by, talk);
    }
}
