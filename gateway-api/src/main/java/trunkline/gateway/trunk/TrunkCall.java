package trunkline.gateway.trunk;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.dispatch.CallEnd;
import trunkline.gateway.dispatch.VoiceLink.CallEvents;
import trunkline.gateway.dispatch.VoiceLink.PlacedCall;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.media.dtmf.Key;
import trunkline.media.hearing.HeardSound;
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
import trunkline.sip.dialog.Digit;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.stack.AnswerReply;
import trunkline.sip.stack.CallListener;
import trunkline.sip.stack.CallRequest;
import trunkline.sip.stack.MessageTap;
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
final class TrunkCall implements CallListener, RtpListener, PlacedCall {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrunkCall.class);

    private final OutboundMessage message;
    private final SipTrunk trunk;
    private final TrunkAudio audio;
    private final Phone phone;
    private final CallEvents events;
    private final TraceRecorder trace;
    private @Nullable Playback playback;
    private @Nullable RtpSocket socket;
    private @Nullable LocalMedia local;
    private @Nullable OutboundCall call;
    private @Nullable RtpStream stream;
    private @Nullable String trouble;
    private boolean finished;
    private boolean cancelled;
    private CallReport.Times times = CallReport.Times.NONE;

    TrunkCall(OutboundMessage message, SipTrunk trunk, TrunkAudio audio, Phone phone, CallEvents events) {
        this.message = message;
        this.trunk = trunk;
        this.audio = audio;
        this.phone = phone;
        this.events = events;
        this.trace =
                new TraceRecorder(trunk.settings().name(), () -> phone.clocks().nowMicros());
    }

    /** Opens the prompt and a pair of ports, and dials with an offer. */
    synchronized void begin() {
        Content.Voice voice = (Content.Voice) message.request().content();
        try {
            playback = new Playback(
                    CallPrompts.open(voice, phone.prompts()), voice.options(), audio.play(), phone.silences());
        } catch (IOException e) {
            LOGGER.atError()
                    .addKeyValue("messageId", message.id())
                    .addKeyValue("cause", e.toString())
                    .log("no prompt");
            tellEnd(VoiceState.FAILED, "its voice file cannot be read");
            return;
        }
        RtpPorts.Opening opening = phone.openPorts();
        if (!(opening instanceof RtpPorts.Opening.Opened opened)) {
            tellEnd(VoiceState.FAILED, ((RtpPorts.Opening.Exhausted) opening).reason());
            return;
        }
        socket = opened.socket();
        local = LocalMedia.offering(phone.newSessionId(), opened.socket().local(), phone.terms(audio));
        CallRequest request = CallRequest.of(
                new PhoneNumber(message.request().from().value()),
                new PhoneNumber(message.request().to().e164()),
                MessageBody.sdp(local.sdp()));
        times = times.invited(phone.clocks().nowMicros());
        call = trunk.dial(request, this);
    }

    @Override
    public void onMessage(MessageTap.TappedMessage tapped) {
        trace.message(tapped);
    }

    @Override
    public synchronized void onRinging(int status) {
        if (times.ringingAtMicros() == 0) {
            times = times.ringing(phone.clocks().nowMicros());
            tellProgress(VoiceState.RINGING);
        }
    }

    /** Answered: plays to where the answer says. */
    @Override
    public synchronized AnswerReply onAnswered(MessageBody answer) {
        times = times.answered(phone.clocks().nowMicros());
        if (local == null || socket == null || playback == null) {
            throw new IllegalStateException("answered before it was dialled");
        }
        Negotiation negotiation = local.readAnswer(answer.text(), phone.policy());
        if (!(negotiation instanceof Negotiation.Agreed agreed)) {
            return refuse("the answer cannot be used: " + ((Negotiation.Refused) negotiation).reason());
        }
        RtpStart start = phone.pacer().start(socket, target(agreed.remote()), playback.first(), audio.stream(), this);
        if (!(start instanceof RtpStart.Started started)) {
            return refuse("the prompt cannot be played: " + ((RtpStart.NotStarted) start).reason());
        }
        local = agreed.local();
        stream = started.stream();
        trace.note(AudioNotes.began(started.stream().target()));
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

    /** A piece of it was sent. */
    @Override
    public synchronized void onFinished(RtpStream played) {
        RtpStats stats = played.stats();
        if (playback != null && playback.isStale(stats)) {
            return;
        }
        Prompt next = playback == null ? null : playback.next(stats);
        if (next != null && played.play(next)) {
            return;
        }
        finished = true;
        hangUp(Reason.NORMAL_CLEARING);
    }

    /** The callee pressed a key, in RTP (RFC 4733) or as a tone. */
    @Override
    public void onKey(RtpStream from, Key key) {
        press(key.symbol(), "");
    }

    /** The same, by INFO. */
    @Override
    public void onDigit(Digit digit) {
        press(digit.key(), ", by INFO");
    }

    private synchronized void press(char key, String how) {
        trace.note("the callee pressed " + key + how);
        if (playback != null && stream != null && playback.press(key)) {
            stream.pause();
            hangUp(Reason.NORMAL_CLEARING);
        } else if (playback != null && stream != null && !finished) {
            choose(key, playback, stream);
        }
    }

    /** The key may be one of the menu: what it plays begins, in place of what is played now. */
    private void choose(char key, Playback playing, RtpStream over) {
        MenuChoice choice = playing.choice(key);
        if (choice != null && over.play(playing.play(choice, over.stats()))) {
            trace.note(choice.file() + " begins");
            CallReport report = reportOf(null, null);
            phone.executor().execute(() -> events.onChoice(choice, report));
        }
    }

    @Override
    public synchronized void onSound(RtpStream from, HeardSound sound) {
        trace.note(AudioNotes.heard(sound));
        Prompt next = playback == null ? null : playback.heard(sound, from.stats());
        if (next != null && from.play(next)) {
            trace.note("the prompt begins");
        }
    }

    @Override
    public synchronized void onFailed(RtpStream failed, RtpFailure failure) {
        trouble = "the audio could not be sent: " + failure;
        hangUp(Reason.q850(41, "Temporary failure"));
    }

    /** Somebody has asked for it. */
    @Override
    public synchronized void hangUp() {
        trace.note("hung up on request");
        cancelled = true;
        hangUp(Reason.NORMAL_CLEARING);
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
        if (stats != null) {
            trace.note(AudioNotes.ended(stats));
        }
        tellEnd(new CallEnd(
                state,
                reason(state, outcome),
                report(outcome, stats),
                trace.trace(callId()),
                cancelled ? CallEnd.Hope.NONE : Hopes.of(outcome),
                Hopes.rest(outcome)));
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
        if (playback != null && playback.isConfirmed()) {
            return VoiceState.CONFIRMED;
        }
        if (finished || outcome.by() == CallOutcome.HungUpBy.THEM) {
            return VoiceState.PLAYED;
        }
        // neither the callee nor the end of the prompt nor anybody else: too long, or this gateway is being stopped
        return cancelled ? VoiceState.CANCELLED : VoiceState.INTERRUPTED;
    }

    /** Why it ended so, where the state does not say it all. */
    private @Nullable String reason(VoiceState state, CallOutcome outcome) {
        if (trouble != null) {
            return trouble;
        }
        SipStatus status = outcome.status();
        return switch (state) {
            case FAILED, UNREACHABLE -> status.code() + " " + status.phrase();
            case INTERRUPTED -> isTooLong(outcome) ? "it has lasted for max-duration of its trunk" : null;
            default -> null;
        };
    }

    private boolean isTooLong(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Completed completed
                && completed.talk().compareTo(trunk.settings().limits().talk()) >= 0;
    }

    private CallReport report(CallOutcome outcome, @Nullable RtpStats stats) {
        SipStatus status = outcome.status();
        boolean byCallee =
                outcome instanceof CallOutcome.Completed completed && completed.by() == CallOutcome.HungUpBy.THEM;
        times = times.ended(phone.clocks().nowMicros());
        return reportOf(
                new CallReport.Answer(status.code(), status.phrase(), status.q850Cause()), played(stats, byCallee));
    }

    private CallReport reportOf(CallReport.@Nullable Answer answer, CallReport.@Nullable Played played) {
        return new CallReport(
                trunk.settings().name(), callId(), answer, times, played, playback == null ? "" : playback.keys());
    }

    private CallReport.@Nullable Played played(@Nullable RtpStats stats, boolean hungUpByCallee) {
        return stats == null || playback == null || stream == null
                ? null
                : playback.played(stats, hungUpByCallee, stream.target());
    }

    @Override
    public synchronized CallReport report() {
        return reportOf(null, played(stream == null ? null : stream.stats(), false));
    }

    @Override
    public synchronized CallTrace trace() {
        return trace.trace(callId());
    }

    private String callId() {
        return call == null ? "" : call.callId();
    }

    private void tellProgress(VoiceState state) {
        CallReport report = reportOf(null, null);
        phone.executor().execute(() -> events.onProgress(state, report));
    }

    /** There was no call. */
    private void tellEnd(VoiceState state, String reason) {
        tellEnd(new CallEnd(state, reason, null, null, CallEnd.Hope.NONE, Duration.ZERO));
    }

    private void tellEnd(CallEnd end) {
        phone.executor().execute(() -> events.onEnded(end));
    }
}
