package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.DigestSession;

/**
 * One request of ours in a dialog, other than INVITE and ACK, sent again where it is challenged, and once more where its
 * connection is lost. Confined to its call.
 */
final class DialogClient implements Exchange {

    private final Call call;
    private final UaParts parts;
    private final Fork fork;
    private final Question question;
    private @Nullable ClientTransaction transaction;
    private @Nullable Path path;
    private boolean sentAgain;
    private boolean done;

    /**
     * What is asked.
     *
     * @param addition what the request has beyond the common headers
     * @param done told once of the end
     */
    record Question(String method, Addition addition, Consumer<Answer> done) {}

    /** The final status, of the peer or made here; null as the response in the latter case. */
    record Answer(SipStatus status, @Nullable SIPResponse response) {}

    /** Puts headers into a request. */
    @FunctionalInterface
    interface Addition {
        void to(SIPRequest request) throws NotSentException;
    }

    DialogClient(Call call, UaParts parts, Fork fork, Question question) {
        this.call = call;
        this.parts = parts;
        this.fork = fork;
        this.question = question;
    }

    void send() {
        fork.path().find(fork.dialog().route().nextHop(), this::send, this::onNotSent);
    }

    private void send(Path newPath) {
        path = newPath;
        String method = question.method();
        try {
            SIPRequest request = parts.messages().inDialog(method, call.identity(), fork.dialog(), fork.nextSequence());
            question.addition().to(request);
            DigestSession digest = fork.invite().digest();
            if (digest != null) {
                String uri = request.getRequestURI().toString();
                parts.messages().putAuthorizations(request, digest.authorize(method, uri, ""));
            }
            parts.wire().putVia(request, newPath);
            transaction = parts.wire().send(request, newPath, this);
        } catch (NotSentException e) {
            onNotSent(e);
        }
    }

    private void onNotSent(NotSentException cause) {
        SipStatus status = SipStatus.transportFailure(String.valueOf(cause.getMessage()));
        call.post(() -> finish(new Answer(status, null)));
    }

    private void finish(Answer answer) {
        if (!done) {
            done = true;
            question.done().accept(answer);
        }
    }

    @Override
    public Mailbox mailbox() {
        return call.mailbox();
    }

    @Override
    public void onResponse(SIPResponse response) {
        int code = response.getStatusCode();
        if (code < 200 || done) {
            return;
        }
        DigestSession digest = fork.invite().digest();
        if ((code == 401 || code == 407) && digest != null && digest.onChallenges(SipReading.challenges(response))) {
            send();
            return;
        }
        if (digest != null && code < 300) {
            digest.onAccepted();
        }
        finish(new Answer(SipReading.status(response), response));
    }

    @Override
    public void onTimeout() {
        finish(new Answer(SipStatus.timeout("No response to " + question.method()), null));
    }

    @Override
    public void onTransportFailure(String cause) {
        if (done) {
            return;
        }
        parts.wire().drop(transaction);
        if (path != null) {
            fork.path().onFailed(path);
        }
        if (sentAgain) {
            finish(new Answer(SipStatus.transportFailure(cause), null));
        } else {
            sentAgain = true;
            send();
        }
    }
}
