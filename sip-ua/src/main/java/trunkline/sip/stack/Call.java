package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
import trunkline.sip.dialog.Digit;
import trunkline.sip.dialog.Ended;
import trunkline.sip.dialog.Locating;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Progress;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.Refusal;
import trunkline.sip.dialog.SessionTimer;
import trunkline.sip.dialog.SipStatus;

/**
 * One outbound call: owner of its state, its dialogs and its timer. All but {@link #hangUp}, {@link #offer(MessageBody)},
 * {@link #state} and the ways into the mailbox runs in its mailbox.
 */
final class Call implements OutboundCall, CallActions {

    private static final Logger LOGGER = LoggerFactory.getLogger(Call.class);

    /** How long a caller waits for the answer to a BYE, in T1; the BYE itself goes on to Timer F. */
    private static final int BYE_IN_T1 = 10;

    private final UaParts parts;
    private final SipTrunk trunk;
    private final GuardedListener listener;
    private final CallIdentity identity;
    private final Mailbox mailbox;
    private final InviteClient invite;
    private final CallForks forks;
    private final CallSession session;
    private final DialogServer server;
    private final OneTimer timer;
    private final AtomicBoolean hungUp = new AtomicBoolean();
    private volatile CallState state;

    Call(UaParts parts, Executor workers, SipTrunk trunk, CallRequest request, CallListener listener) {
        this.parts = parts;
        this.trunk = trunk;
        this.identity = SipMessages.identity(trunk.settings(), request);
        this.listener = new GuardedListener(listener, identity.callId());
        this.mailbox = new Mailbox(workers);
        this.invite = new InviteClient(this, parts, trunk, request.offer());
        this.forks = new CallForks(this, parts, trunk);
        this.session = new CallSession(this, parts, trunk.settings().manners().timer(), request.offer());
        this.server = new DialogServer(this, parts);
        this.timer = new OneTimer(parts.timers(), () -> post(this::onTick));
        this.state = Locating.since(now(), timings(request));
    }

    private CallTimings timings(CallRequest request) {
        Duration ring = request.ring();
        long t1 = parts.settings().t1().toNanos();
        return new CallTimings(
                (ring == null ? trunk.settings().limits().ring() : ring).toNanos(),
                trunk.settings().limits().talk().toNanos(),
                BYE_IN_T1 * t1,
                64 * t1);
    }

    /** Sends the INVITE. */
    void start() {
        post(() -> {
            reschedule();
            if (state.wantsAnswer()) {
                invite.start();
            }
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

    /** On whatever thread has it. */
    void tapped(MessageTap.TappedMessage message) {
        listener.message(message);
    }

    // ways into the mailbox

    Mailbox mailbox() {
        return mailbox;
    }

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

    @Override
    public void offer(MessageBody offer) {
        post(() -> {
            Fork talking = talking();
            if (talking == null || !session.offer(talking, offer)) {
                listener.offerRefused(SipStatus.transportFailure("No session that could be changed now"));
            }
        });
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

    // events of the INVITE

    /** No INVITE is on its way any more, and another shall be. */
    void onLeft() {
        apply(state.onLeft());
    }

    /** The INVITE was sent. */
    void onSent() {
        apply(state.onSent());
    }

    void onProgress(SIPResponse response, InviteTry answered) {
        Progress progress = forks.onProgress(response, answered);
        if (progress != null) {
            apply(state.onProgress(progress, now()));
        }
    }

    void onAnswer(SIPResponse response, InviteTry answered) {
        Answer answer = forks.onAnswer(response, answered);
        if (answer != null) {
            session.onAgreed(answer.session());
            apply(state.onAnswer(answer, now()));
        }
    }

    /** A 2xx that has no transaction any more: repeated, or of another fork. */
    void onStrayAnswer(SIPResponse response) {
        Optional<InviteTry> answered = invite.tryOf(response);
        if (answered.isPresent()) {
            answered.get().onResponse(response);
        } else {
            session.onStrayAnswer(response);
        }
    }

    void onRefusal(Refusal refusal) {
        apply(state.onRefusal(refusal, now()));
    }

    // events of the dialogs

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

    void onSession(@Nullable SessionTimer agreed) {
        apply(state.onSession(agreed));
    }

    void onRefreshFailed(SipStatus status) {
        apply(state.onRefreshFailed(status, now()));
    }

    void onOfferAnswered(@Nullable MessageBody answer) {
        if (answer != null) {
            listener.offerAnswered(answer);
        }
    }

    void onOfferRefused(SipStatus status) {
        listener.offerRefused(status);
    }

    void onDigit(Digit digit) {
        listener.digit(digit);
    }

    private void onTick() {
        timer.onTick();
        long now = now();
        if (!server.onTick(now)) {
            apply(state.onHangUp(new Reason("SIP", 408, "No ACK"), now));
        }
        if (state.isLive()) {
            invite.onTick(now);
            session.onTick(now);
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
        if (parts.table().find(callId()).isEmpty()) {
            timer.stop();
            return;
        }
        long due = earlier(state.dueNanos(), server.dueNanos());
        timer.set(state.isLive() ? earlier(earlier(due, invite.dueNanos()), session.dueNanos()) : due);
    }

    private static long earlier(long due, long perhaps) {
        return perhaps != Long.MAX_VALUE && perhaps - due < 0 ? perhaps : due;
    }

    // for its parts

    @Nullable
    Fork fork(String tag) {
        return forks.byTag(tag);
    }

    CallSession session() {
        return session;
    }

    private @Nullable Fork talking() {
        return state instanceof Answered answered ? forks.byTag(answered.fork()) : null;
    }

    /** Whether this is the dialog that was answered and goes on. */
    boolean isTalking(Fork fork) {
        return fork == talking();
    }

    OfferReply askAboutOffer(MessageBody offer) {
        return listener.offer(offer);
    }

    OfferReply askAboutEarlyOffer(Fork fork, MessageBody offer) {
        MessageBody answer = fork.reliableAnswer();
        return answer == null ? OfferReply.refuse(491, "Request Pending") : listener.earlyOffer(answer, offer);
    }

    void ask(Fork fork, String method, DialogClient.Addition addition, Consumer<DialogClient.Answer> done) {
        forks.ask(fork, method, addition, done);
    }

    void addContact(SIPMessage message) throws NotSentException {
        parts.messages().addContact(message, identity, forks.transport());
    }

    /** What a re-INVITE has beside the common headers. */
    void addOffer(SIPRequest reinvite, MessageBody offer) throws NotSentException {
        addContact(reinvite);
        parts.messages().addAll(reinvite, "Allow", SipMethods.ALLOWED);
        session.putTimer(reinvite);
        parts.messages().putBody(reinvite, offer);
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
    public void sendRefresh(String fork) {
        Fork talking = forks.byTag(fork);
        if (talking != null) {
            session.refresh(talking);
        }
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
                .addKeyValue("trunk", trunk.settings().name())
                .addKeyValue("callId", callId())
                .addKeyValue("outcome", outcome.kind().label())
                .addKeyValue("sipStatus", outcome.status().code())
                .log("call ended");
        listener.ended(outcome);
        parts.table().ended();
    }

    @Override
    public void forget() {
        invite.dropAll();
        session.drop();
        parts.table().forget(this, forks.size());
    }
}
