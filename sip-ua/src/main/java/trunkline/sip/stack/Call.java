package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.Answer;
import trunkline.sip.dialog.Answered;
import trunkline.sip.dialog.CallActions;
import trunkline.sip.dialog.CallCommand;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.CallState;
import trunkline.sip.dialog.CallStep;
import trunkline.sip.dialog.CallTimings;
import trunkline.sip.dialog.Calling;
import trunkline.sip.dialog.Ended;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Progress;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.Refusal;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.DigestSession;
import trunkline.sip.trunk.TrunkSettings;

/**
 * One outbound call: owner of its state, its dialogs and its timer. All but {@link #hangUp}, {@link #state} and the
 * three ways into the mailbox runs in its mailbox.
 */
final class Call implements OutboundCall, CallActions {

    private static final Logger LOGGER = LoggerFactory.getLogger(Call.class);

    /** How long a caller waits for the answer to a BYE, in T1; the BYE itself goes on to Timer F. */
    private static final int BYE_IN_T1 = 10;

    private final UaParts parts;
    private final TrunkSettings trunk;
    private final GuardedListener listener;
    private final CallIdentity identity;
    private final CallMailbox mailbox;
    private final InviteClient invite;
    private final CallForks forks;
    private final DialogServer server;
    private final CallTimer timer;
    private final AtomicBoolean hungUp = new AtomicBoolean();
    private volatile CallState state;

    Call(UaParts parts, Executor workers, TrunkSettings trunk, CallRequest request, CallListener listener) {
        this.parts = parts;
        this.trunk = trunk;
        this.identity = SipMessages.identity(trunk, request);
        this.listener = new GuardedListener(listener, identity.callId());
        this.mailbox = new CallMailbox(workers);
        Credentials credentials = trunk.credentials();
        var digest = credentials == null ? null : new DigestSession(credentials, CallIdentity::randomToken);
        this.invite = new InviteClient(this, parts, trunk, request.offer(), digest);
        this.forks = new CallForks(this, parts, invite, digest);
        this.server = new DialogServer(this, parts);
        this.timer = new CallTimer(parts.timers(), () -> post(this::onTick));
        this.state = Calling.since(now(), timings(request));
    }

    private CallTimings timings(CallRequest request) {
        Duration ring = request.ring();
        long t1 = parts.settings().t1().toNanos();
        return new CallTimings(
                (ring == null ? trunk.limits().ring() : ring).toNanos(),
                trunk.limits().talk().toNanos(),
                BYE_IN_T1 * t1,
                64 * t1);
    }

    /** Sends the INVITE. */
    void start() {
        post(() -> {
            reschedule();
            sendInvite();
        });
    }

    /** Ends a call that was not admitted; it is in no table. */
    void refuse(SipStatus status) {
        mailbox.post(() -> {
            var outcome = new CallOutcome.Failed(status);
            state = Ended.before(outcome, now());
            listener.ended(outcome);
        });
    }

    private long now() {
        return parts.nanoClock().getAsLong();
    }

    // ways into the mailbox

    /** A message of the network; false if it was dropped. */
    boolean offer(Runnable message) {
        return mailbox.offer(message);
    }

    void post(Runnable event) {
        mailbox.post(event);
    }

    @Override
    public void hangUp(Reason reason) {
        if (hungUp.compareAndSet(false, true)) {
            post(() -> apply(state.onHangUp(reason, now())));
        }
    }

    /** The user agent is closing and waits no longer. */
    void abandon() {
        post(() -> apply(state.onAbandon(now())));
    }

    @Override
    public String callId() {
        return identity.callId();
    }

    @Override
    public CallState state() {
        return state;
    }

    CallIdentity identity() {
        return identity;
    }

    // events

    void onProgress(SIPResponse response) {
        Progress progress = forks.onProgress(response);
        if (progress != null) {
            apply(state.onProgress(progress, now()));
        }
    }

    void onAnswer(SIPResponse response) {
        Answer answer = forks.onAnswer(response);
        if (answer != null) {
            apply(state.onAnswer(answer, now()));
        }
    }

    /** A 2xx that has no transaction any more: repeated, or of another fork. */
    void onStrayAnswer(SIPResponse response) {
        if (invite.isAnsweredBy(response)) {
            invite.onResponse(response);
        }
    }

    void onRefusal(Refusal refusal) {
        apply(state.onRefusal(refusal, now()));
    }

    void onChallengeAnswered() {
        apply(state.onSentAgain());
        sendInvite();
    }

    void onByeAnswered(String fork) {
        apply(state.onByeAnswered(fork, now()));
    }

    void onBye(Fork fork, @Nullable Reason reason) {
        apply(state.onBye(fork.dialog().remoteTag(), reason, now()));
    }

    void onRequest(SIPRequest request, ServerTransaction transaction) {
        server.onRequest(request, transaction);
    }

    void onAck(SIPRequest ack) {
        server.onAck(ack);
    }

    private void onTick() {
        timer.onTick();
        long now = now();
        if (!server.onTick(now)) {
            apply(state.onHangUp(new Reason("SIP", 408, "No ACK"), now));
        }
        apply(state.onTick(now));
    }

    private void apply(CallStep step) {
        state = step.next();
        for (CallCommand command : step.commands()) {
            command.runOn(this);
        }
        reschedule();
    }

    /** Sets the timer to what is due first; a call that is forgotten has none. */
    void reschedule() {
        long due = state.dueNanos();
        long serverDue = server.dueNanos();
        if (parts.table().find(callId()).isEmpty()) {
            timer.stop();
        } else {
            timer.set(serverDue != Long.MAX_VALUE && serverDue - due < 0 ? serverDue : due);
        }
    }

    // for the server side of its dialogs

    @Nullable
    Fork fork(String tag) {
        return forks.byTag(tag);
    }

    /** Whether this is the dialog that was answered and goes on. */
    boolean isTalking(Fork fork) {
        return state instanceof Answered answered
                && answered.fork().equals(fork.dialog().remoteTag());
    }

    OfferReply askAboutOffer(MessageBody offer) {
        return listener.offer(offer);
    }

    void addContact(SIPMessage message) throws NotSentException {
        parts.messages().addContact(message, identity, trunk.proxy().transport());
    }

    // commands

    @Override
    public void sendCancel(Reason reason) {
        try {
            invite.cancel(reason);
        } catch (NotSentException e) {
            // Given up 64 × T1 later, as if the CANCEL were lost.
            LOGGER.atWarn()
                    .addKeyValue("callId", callId())
                    .addKeyValue("cause", e.getMessage())
                    .log("CANCEL not sent");
        }
    }

    @Override
    public void dropInvite() {
        invite.drop();
    }

    @Override
    public void sendAck(String fork) {
        forks.sendAck(fork);
    }

    @Override
    public void sendBye(String fork, Reason reason) {
        forks.sendBye(fork, reason);
    }

    @Override
    public void tellTrying() {
        listener.trying();
    }

    @Override
    public void tellRinging(int code) {
        listener.ringing(code);
    }

    @Override
    public void tellEarlyMedia(MessageBody body) {
        listener.earlyMedia(body);
    }

    @Override
    public void tellAnswered(MessageBody answer) {
        if (listener.answered(answer) instanceof AnswerReply.Refused refused) {
            post(() -> apply(state.onAnswerRefused(refused.why(), now())));
        }
    }

    @Override
    public void tellEnded(CallOutcome outcome) {
        LOGGER.atDebug()
                .addKeyValue("trunk", trunk.name())
                .addKeyValue("callId", callId())
                .addKeyValue("outcome", outcome.kind().label())
                .addKeyValue("sipStatus", outcome.status().code())
                .log("call ended");
        listener.ended(outcome);
        parts.table().ended();
    }

    @Override
    public void forget() {
        parts.table().forget(this, forks.size());
    }

    private void sendInvite() {
        try {
            invite.send();
        } catch (NotSentException e) {
            onRefusal(Refusal.of(SipStatus.transportFailure(String.valueOf(e.getMessage()))));
        }
    }
}
