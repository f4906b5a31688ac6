package trunkline.gateway.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.doctor.CallEvidence.Heard;
import trunkline.gateway.doctor.CallEvidence.Pressed;
import trunkline.gateway.doctor.CallEvidence.Way;
import trunkline.media.dtmf.Key;
import trunkline.media.rtp.RtpFailure;
import trunkline.media.rtp.RtpListener;
import trunkline.media.rtp.RtpSocket;
import trunkline.media.rtp.RtpStart;
import trunkline.media.rtp.RtpStream;
import trunkline.media.rtp.RtpTarget;
import trunkline.media.rtp.StreamSettings;
import trunkline.media.sdp.LocalMedia;
import trunkline.media.sdp.Negotiation;
import trunkline.media.sdp.RemoteMedia;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.Digit;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.stack.AnswerReply;
import trunkline.sip.stack.CallListener;
import trunkline.sip.stack.CallRequest;
import trunkline.sip.stack.OfferReply;
import trunkline.sip.stack.OutboundCall;
import trunkline.sip.stack.SipTrunk;

/**
 * One call that plays tones, waits for a key if it shall, and hangs up. SIP and RTP tell it things on threads of theirs; what it
 * keeps is guarded by its lock.
 *
 * <p>Listens to all ports and to tones, whatever the trunk's settings: it is there to find out what they should be.
 */
final class TestCall implements CallListener, RtpListener {

    private static final StreamSettings CURIOUS = new StreamSettings(Duration.ZERO, true, true, false);
    private static final Reason NO_AUDIO = Reason.q850(41, "Temporary failure");

    private final DoctorPlan.Call plan;
    private final TestMedia media;
    private final RtpSocket socket;
    private final CompletableFuture<Boolean> sign = new CompletableFuture<>();
    private final CompletableFuture<CallEvidence> end = new CompletableFuture<>();
    private final List<Pressed> keys = new ArrayList<>();
    private LocalMedia local;
    private @Nullable OutboundCall call;
    private @Nullable RtpStream stream;
    private @Nullable RemoteMedia answer;
    private String trouble = "";
    private boolean waiting;

    /** @param socket is closed with the call */
    TestCall(DoctorPlan.Call plan, TestMedia media, RtpSocket socket) {
        this.plan = plan;
        this.media = media;
        this.socket = socket;
        this.local = media.offer(socket);
    }

    synchronized void dial(SipTrunk trunk) {
        call = trunk.dial(CallRequest.of(plan.from(), plan.to(), MessageBody.sdp(local.sdp())), this);
    }

    /**
     * Waits for its end; where the trunk gives no sign of life, no longer than {@code patience}.
     *
     * @param longest that a call may take as the trunk's settings are
     */
    CallEvidence await(Duration patience, Duration longest) throws InterruptedException {
        try {
            sign.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return end.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            hangUp(Reason.NORMAL_CLEARING);
            return evidence(null);
        }
    }

    private synchronized void hangUp(Reason reason) {
        if (call != null) {
            call.hangUp(reason);
        }
    }

    @Override
    public void onTrying() {
        sign.complete(true);
    }

    @Override
    public void onRinging(int status) {
        sign.complete(true);
    }

    @Override
    public synchronized AnswerReply onAnswered(MessageBody body) {
        sign.complete(true);
        Negotiation negotiation = local.readAnswer(body.text(), media.policy());
        if (!(negotiation instanceof Negotiation.Agreed agreed)) {
            trouble = "the answer cannot be used: " + ((Negotiation.Refused) negotiation).reason();
            return AnswerReply.refuse(trouble);
        }
        RtpStart start =
                media.pacer().start(socket, target(agreed.remote()), TestTone.lasting(plan.tone()), CURIOUS, this);
        if (!(start instanceof RtpStart.Started started)) {
            trouble = "the tone cannot be played: " + ((RtpStart.NotStarted) start).reason();
            return AnswerReply.refuse(trouble);
        }
        local = agreed.local();
        answer = agreed.remote();
        stream = started.stream();
        return AnswerReply.accept();
    }

    /** Hold, or audio that moves to elsewhere, as after an answer by a PBX that steps out of its way. */
    @Override
    public synchronized OfferReply onOffer(MessageBody offer) {
        Negotiation negotiation = local.answer(offer.text(), media.policy());
        if (stream == null || !(negotiation instanceof Negotiation.Agreed agreed)) {
            return OfferReply.refuse(488, "Not Acceptable Here");
        }
        if (agreed.remote().hasAddress() && !stream.redirect(target(agreed.remote()))) {
            return OfferReply.refuse(488, "Not Acceptable Here");
        }
        local = agreed.local();
        answer = agreed.remote();
        if (agreed.remote().maySend()) {
            stream.resume();
        } else {
            stream.pause();
        }
        return OfferReply.accept(MessageBody.sdp(local.sdp()));
    }

    private static RtpTarget target(RemoteMedia remote) {
        return RtpTarget.of(remote.rtp(), remote.audio(), remote.ptimeMillis())
                .withRtcp(remote.rtcp())
                .withKeys(remote.telephoneEvent())
                .withSecrets(remote.secrets());
    }

    @Override
    public synchronized void onFinished(RtpStream played) {
        boolean more = !plan.key().isZero() && keys.isEmpty() && !waiting;
        waiting = true;
        if (!more || !played.play(TestTone.silence(plan.key()))) {
            hangUp(Reason.NORMAL_CLEARING);
        }
    }

    @Override
    public synchronized void onFailed(RtpStream failed, RtpFailure failure) {
        trouble = "the audio could not be sent: " + failure;
        hangUp(NO_AUDIO);
    }

    @Override
    public void onKey(RtpStream from, Key key) {
        press(key.symbol(), from.target().keys() == null ? Way.IN_AUDIO : Way.TELEPHONE_EVENT);
    }

    @Override
    public void onDigit(Digit digit) {
        press(digit.key(), Way.INFO);
    }

    private synchronized void press(char key, Way way) {
        if (keys.isEmpty()) {
            keys.add(new Pressed(key, way));
        }
        if (waiting) {
            hangUp(Reason.NORMAL_CLEARING);
        }
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        end.complete(evidence(outcome));
        sign.complete(true);
    }

    private synchronized CallEvidence evidence(@Nullable CallOutcome outcome) {
        Heard heard = null;
        if (stream == null) {
            socket.close();
        } else {
            heard = new Heard(stream.stats(), stream.source());
            stream.stop(); // closes the socket when it has said goodbye
        }
        return new CallEvidence(outcome, answer, trouble, heard, keys);
    }
}
