package trunkline.gateway.trunk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.dispatch.VoiceLink.CallEvents;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.media.prompt.Prompt;
import trunkline.media.rtp.RtpFailure;
import trunkline.media.rtp.RtpListener;
import trunkline.media.rtp.RtpPorts;
import trunkline.media.rtp.RtpSocket;
import trunkline.media.rtp.RtpStart;
import trunkline.media.rtp.RtpStats;
import trunkline.media.rtp.RtpStream;
import trunkline.media.rtp.RtpTarget;
import trunkline.media.sdp.LocalMedia;
import trunkline.media.sdp.Negotiation;
import trunkline.media.sdp.RemoteMedia;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.stack.AnswerReply;
import trunkline.sip.stack.CallListener;
import trunkline.sip.stack.CallRequest;
import trunkline.sip.stack.OfferReply;
import trunkline.sip.stack.OutboundCall;
import trunkline.sip.stack.SipTrunk;
import trunkline.sip.trunk.PhoneNumber;

/**
 * One call that plays a prompt, from the ports to the report. Reads from top to bottom as the call goes.
 *
 * <p>SIP and RTP tell it things on threads of theirs, each one after the other; what it keeps is guarded by its lock, and
 * what it tells goes to the dispatcher's thread.
 */
final class TrunkCall implements CallListener, RtpListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrunkCall.class);

    private final OutboundMessage message;
    private final SipTrunk trunk;
    private final TrunkAudio audio;
    private final Phone phone;
    private final CallEvents events;
    private @Nullable Prompt prompt;
    private @Nullable RtpSocket socket;
    private @Nullable LocalMedia local;
    private @Nullable OutboundCall call;
    private @Nullable RtpStream stream;
    private @Nullable String trouble;
    private boolean ringing;
    private boolean finished;
    private long answeredAtMicros;

    TrunkCall(OutboundMessage message, SipTrunk trunk, TrunkAudio audio, Phone phone, CallEvents events) {
        this.message = message;
        this.trunk = trunk;
        this.audio = audio;
        this.phone = phone;
        this.events = events;
    }

    /** Opens the prompt and a pair of ports, and dials with an offer. */
    synchronized void begin() {
        String name = ((Content.Voice) message.request().content()).prompt();
        try {
            prompt = phone.prompts().open(name);
        } catch (IOException e) {
            LOGGER.atError()
                    .addKeyValue("messageId", message.id())
                    .addKeyValue("cause", e.toString())
                    .log("no prompt");
            tellEnd(VoiceState.FAILED, "its voice file cannot be read", null);
            return;
        }
        RtpPorts.Opening opening = phone.openPorts();
        if (!(opening instanceof RtpPorts.Opening.Opened opened)) {
            tellEnd(VoiceState.FAILED, ((RtpPorts.Opening.Exhausted) opening).reason(), null);
            return;
        }
        socket = opened.socket();
        local = LocalMedia.offering(phone.newSessionId(), opened.socket().local(), phone.terms(audio));
        CallRequest request = CallRequest.of(
                new PhoneNumber(message.request().from().value()),
                new PhoneNumber(message.request().to().e164()),
                MessageBody.sdp(local.sdp()));
        call = trunk.dial(request, this);
    }

    @Override
    public synchronized void onRinging(int status) {
        if (!ringing) {
            ringing = true;
            tellProgress(VoiceState.RINGING);
        }
    }

    /** Answered: plays to where the answer says. */
    @Override
    public synchronized AnswerReply onAnswered(MessageBody answer) {
        answeredAtMicros = phone.clocks().nowMicros();
        if (local == null || socket == null || prompt == null) {
            throw new IllegalStateException("answered before it was dialled");
        }
        Negotiation negotiation = local.readAnswer(answer.text(), phone.policy());
        if (!(negotiation instanceof Negotiation.Agreed agreed)) {
            return refuse("the answer cannot be used: " + ((Negotiation.Refused) negotiation).reason());
        }
        RtpStart start = phone.pacer().start(socket, target(agreed.remote()), prompt, audio.stream(), this);
        if (!(start instanceof RtpStart.Started started)) {
            return refuse("the prompt cannot be played: " + ((RtpStart.NotStarted) start).reason());
        }
        local = agreed.local();
        stream = started.stream();
        hold(started.stream(), agreed.remote());
        tellProgress(VoiceState.PLAYING);
        return AnswerReply.accept();
    }

    private AnswerReply refuse(String why) {
        trouble = why;
        return AnswerReply.refuse(why);
    }

    /** The callee's side holds, resumes or moves: the prompt follows. */
    @Override
    public synchronized OfferReply onOffer(MessageBody offer) {
        if (local == null || stream == null) {
            return OfferReply.refuse(488, "Not Acceptable Here");
        }
        Negotiation negotiation = local.answer(offer.text(), phone.policy());
        if (!(negotiation instanceof Negotiation.Agreed agreed)) {
            return OfferReply.refuse(488, "Not Acceptable Here");
        }
        if (agreed.remote().hasAddress() && !stream.redirect(target(agreed.remote()))) {
            return OfferReply.refuse(488, "Not Acceptable Here");
        }
        local = agreed.local();
        hold(stream, agreed.remote());
        return OfferReply.accept(MessageBody.sdp(local.sdp()));
    }

    private static RtpTarget target(RemoteMedia remote) {
        return RtpTarget.of(remote.rtp(), remote.audio(), remote.ptimeMillis())
                .withRtcp(remote.rtcp())
                .withKeys(remote.telephoneEvent())
                .withSecrets(remote.secrets());
    }

    private static void hold(RtpStream stream, RemoteMedia remote) {
        if (remote.maySend()) {
            stream.resume();
        } else {
            stream.pause();
        }
    }

    /** All of it was sent. */
    @Override
    public synchronized void onFinished(RtpStream played) {
        finished = true;
        hangUp(Reason.NORMAL_CLEARING);
    }

    @Override
    public synchronized void onFailed(RtpStream failed, RtpFailure failure) {
        trouble = "the audio could not be sent: " + failure;
        hangUp(Reason.q850(41, "Temporary failure"));
    }

    private void hangUp(Reason reason) {
        if (call != null) {
            call.hangUp(reason);
        }
    }

    /** Over, one way or another: the audio stops, the ports go back, the dispatcher hears of it. */
    @Override
    public synchronized void onEnded(CallOutcome outcome) {
        RtpStats stats = null;
        if (stream != null) {
            stats = stream.stats();
            stream.stop();
        }
        if (socket != null) {
            phone.forget(socket);
            if (stream == null) {
                socket.close(); // a stream closes it when it has said goodbye
            }
        }
        VoiceState state = state(outcome);
        boolean saysItAll = trouble == null && state != VoiceState.FAILED && state != VoiceState.UNREACHABLE;
        tellEnd(state, saysItAll ? null : reason(outcome), report(outcome, stats));
    }

    private VoiceState state(CallOutcome outcome) {
        return switch (outcome.kind()) {
            case COMPLETED -> completed((CallOutcome.Completed) outcome);
            case BUSY -> VoiceState.BUSY;
            case DECLINED -> VoiceState.DECLINED;
            case NO_ANSWER -> VoiceState.NO_ANSWER;
            case UNREACHABLE -> VoiceState.UNREACHABLE;
            case REDIRECTED, FAILED -> VoiceState.FAILED;
            case CANCELLED -> VoiceState.CANCELLED;
        };
    }

    private VoiceState completed(CallOutcome.Completed outcome) {
        if (trouble != null || stream == null) {
            return VoiceState.FAILED;
        }
        // neither the callee nor the end of the prompt ended it: this gateway is being stopped
        return finished || outcome.by() == CallOutcome.HungUpBy.THEM ? VoiceState.PLAYED : VoiceState.INTERRUPTED;
    }

    private String reason(CallOutcome outcome) {
        SipStatus status = outcome.status();
        return trouble != null ? trouble : status.code() + " " + status.phrase();
    }

    private CallReport report(CallOutcome outcome, @Nullable RtpStats stats) {
        SipStatus status = outcome.status();
        CallReport.Played played = null;
        if (stats != null && prompt != null && stream != null) {
            boolean byCallee =
                    outcome instanceof CallOutcome.Completed completed && completed.by() == CallOutcome.HungUpBy.THEM;
            played = new CallReport.Played(
                    stats.playedMillis(),
                    prompt.duration().toMillis(),
                    stats.packets(),
                    byCallee,
                    AudioReports.of(stream.target(), stats));
        }
        return new CallReport(
                callId(),
                new CallReport.Answer(status.code(), status.phrase(), status.q850Cause()),
                answeredAtMicros,
                phone.clocks().nowMicros(),
                played);
    }

    private String callId() {
        return call == null ? "" : call.callId();
    }

    private void tellProgress(VoiceState state) {
        CallReport report = new CallReport(callId(), null, answeredAtMicros, 0, null);
        phone.executor().execute(() -> events.onProgress(state, report));
    }

    private void tellEnd(VoiceState state, @Nullable String reason, @Nullable CallReport report) {
        phone.executor().execute(() -> events.onEnded(state, reason, report));
    }
}
