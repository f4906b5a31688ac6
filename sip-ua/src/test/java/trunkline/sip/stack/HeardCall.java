package trunkline.sip.stack;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.Digit;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.SipStatus;

/** A caller that writes down what it hears, in order, and does as it was told. */
class HeardCall implements CallListener {

    static final MessageBody OFFER = MessageBody.sdp(
            """
            v=0
            o=trunkline 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 0 8
            a=sendrecv
            """
                    .replace("\n", "\r\n"));

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<CallOutcome> outcomes = new CopyOnWriteArrayList<>();

    private volatile long endedAtNanos;

    @Override
    public void onTrying() {
        heard.add("trying");
    }

    @Override
    public void onRinging(int status) {
        heard.add("ringing " + status);
    }

    @Override
    public void onEarlyMedia(MessageBody body) {
        heard.add("early media");
    }

    @Override
    public AnswerReply onAnswered(MessageBody answer) {
        heard.add("answered");
        return AnswerReply.accept();
    }

    @Override
    public OfferReply onOffer(MessageBody offer) {
        heard.add("offer " + (offer.text().contains("a=sendonly") ? "sendonly" : "sendrecv"));
        return OfferReply.accept(OFFER);
    }

    @Override
    public void onOfferAnswered(MessageBody answer) {
        heard.add("offer answered");
    }

    @Override
    public void onOfferRefused(SipStatus status) {
        heard.add("offer refused " + status.code());
    }

    @Override
    public void onDigit(Digit digit) {
        heard.add("digit " + digit.key());
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        endedAtNanos = System.nanoTime();
        heard.add("ended");
        outcomes.add(outcome);
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    boolean hasHeard(String what) {
        return heard.contains(what);
    }

    boolean hasEnded() {
        return !outcomes.isEmpty();
    }

    /** Waits for the end. */
    CallOutcome outcome() {
        await().atMost(PATIENCE).until(this::hasEnded);
        return outcomes.get(0);
    }

    long endedAtNanos() {
        return endedAtNanos;
    }

    /** How often the end was told. */
    int ends() {
        return outcomes.size();
    }
}
