package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.DigestSession;

/**
 * One request of ours in a dialog, other than INVITE and ACK, sent again where it is challenged. Confined to its call.
 */
final class DialogClient implements Exchange {

    private final Call call;
    private final UaParts parts;
    private final Fork fork;
    private final @Nullable DigestSession digest;
    private final Question question;

    /**
     * What is asked.
     *
     * @param addition what the request has beyond the common headers
     * @param done told once of the final status, of the peer or made here
     */
    record Question(String method, Addition addition, Consumer<SipStatus> done) {}

    /** Puts headers into a request. */
    @FunctionalInterface
    interface Addition {
        void to(SIPRequest request) throws NotSentException;
    }

    DialogClient(Call call, UaParts parts, Fork fork, @Nullable DigestSession digest, Question question) {
        this.call = call;
        this.parts = parts;
        this.fork = fork;
        this.digest = digest;
        this.question = question;
    }

    void send() throws NotSentException {
        String method = question.method();
        SIPRequest request = parts.messages().inDialog(method, call.identity(), fork.dialog(), fork.nextSequence());
        question.addition().to(request);
        parts.wire().route(request, null);
        if (digest != null) {
            String uri = request.getRequestURI().toString();
            parts.messages().putAuthorizations(request, digest.authorize(method, uri, ""));
        }
        parts.wire().send(request, this);
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public void onResponse(SIPResponse response) {
        int code = response.getStatusCode();
        if (code < 200) {
            return;
        }
        if ((code == 401 || code == 407) && digest != null && digest.onChallenges(SipReading.challenges(response))) {
            try {
                send();
                return;
            } catch (NotSentException e) {
                question.done().accept(SipStatus.transportFailure(String.valueOf(e.getMessage())));
                return;
            }
        }
        question.done().accept(SipReading.status(response));
    }

    @Override
    public void onTimeout() {
        question.done().accept(SipStatus.timeout("No response to " + question.method()));
    }
}
