package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.locate.Located;
import trunkline.sip.locate.Target;
import trunkline.sip.trunk.DigestSession;
import trunkline.sip.trunk.NextHop;

/**
 * One request that belongs to no call: sent to one target after the other (RFC 3263 §4.3), with credentials where it is
 * challenged. Confined to its trunk.
 */
final class OutsideClient implements Exchange {

    private final SipTrunk trunk;
    private final UaParts parts;
    private final Question question;
    private final Queue<Target> targets = new ArrayDeque<>();
    private @Nullable Target target;
    private @Nullable ClientTransaction transaction;
    private @Nullable OneTimer silence;
    private boolean done;

    /**
     * What is asked.
     *
     * @param digest who answers challenges; null for nobody
     * @param done told once
     */
    record Question(String method, Maker maker, @Nullable DigestSession digest, Consumer<Answer> done) {}

    /** Makes the request for one target, each time with the next CSeq number. */
    @FunctionalInterface
    interface Maker {
        SIPRequest make(Target target) throws NotSentException;
    }

    /**
     * How it ended.
     *
     * @param status of the peer, or made here
     * @param response null where none came
     * @param target where it came from; null where it could be sent nowhere
     */
    record Answer(SipStatus status, @Nullable SIPResponse response, @Nullable Target target) {}

    OutsideClient(SipTrunk trunk, UaParts parts, Question question) {
        this.trunk = trunk;
        this.parts = parts;
        this.question = question;
    }

    void start(NextHop hop) {
        trunk.mailbox().await(trunk.paths().locate(hop), located -> {
            if (located instanceof Located.Found found) {
                targets.addAll(trunk.paths().sick().wellFirst(found.targets()));
                toNextTarget(SipStatus.transportFailure("Nowhere to go"));
            } else {
                finish(SipStatus.transportFailure(((Located.Nowhere) located).why()), null);
            }
        });
    }

    private void toNextTarget(SipStatus failure) {
        if (target != null) {
            trunk.paths().sick().failed(target, trunk.settings().limits().sick().toNanos());
        }
        Target next = targets.poll();
        if (next == null) {
            finish(failure, null);
        } else {
            target = next;
            send(next);
        }
    }

    private void send(Target to) {
        try {
            SIPRequest request = question.maker().make(to);
            DigestSession digest = question.digest();
            if (digest != null) {
                String uri = request.getRequestURI().toString();
                parts.messages().putAuthorizations(request, digest.authorize(question.method(), uri, ""));
            }
            Path path = trunk.paths().path(to);
            parts.wire().putVia(request, path);
            transaction = parts.wire().send(request, path, this);
            if (!targets.isEmpty()) {
                silence = new OneTimer(parts.timers(), () -> trunk.mailbox().post(() -> onSilence(to)));
                silence.set(parts.nanoClock().getAsLong()
                        + trunk.settings().limits().nextTarget().toNanos());
            }
        } catch (NotSentException e) {
            toNextTarget(SipStatus.transportFailure(String.valueOf(e.getMessage())));
        }
    }

    private void onSilence(Target silent) {
        if (!done && silent.equals(target)) {
            parts.wire().drop(transaction);
            toNextTarget(SipStatus.timeout("No response from " + silent));
        }
    }

    private void finish(SipStatus status, @Nullable SIPResponse response) {
        if (done) {
            return;
        }
        done = true;
        if (silence != null) {
            silence.stop();
        }
        question.done().accept(new Answer(status, response, response == null ? null : target));
    }

    /** Nobody waits for it any more. */
    void drop() {
        if (!done) {
            done = true;
            parts.wire().drop(transaction);
        }
    }

    @Override
    public Mailbox mailbox() {
        return trunk.mailbox();
    }

    @Override
    public void onResponse(SIPResponse response) {
        int code = response.getStatusCode();
        if (done) {
            return;
        }
        if (silence != null) {
            silence.stop();
        }
        if (code < 200) {
            return;
        }
        DigestSession digest = question.digest();
        boolean challenged = code == 401 || code == 407;
        if (challenged && digest != null && target != null && digest.onChallenges(SipReading.challenges(response))) {
            send(target);
        } else if (code == 503 && !targets.isEmpty()) {
            toNextTarget(SipReading.status(response));
        } else {
            if (digest != null && code < 300) {
                digest.onAccepted();
            }
            if (target != null && code != 503) {
                trunk.paths().sick().recovered(target);
            }
            finish(SipReading.status(response), response);
        }
    }

    @Override
    public void onTimeout() {
        if (!done) {
            toNextTarget(SipStatus.timeout("No response to " + question.method()));
        }
    }

    @Override
    public void onTransportFailure(String cause) {
        if (!done) {
            parts.wire().drop(transaction);
            toNextTarget(SipStatus.transportFailure(cause));
        }
    }
}
