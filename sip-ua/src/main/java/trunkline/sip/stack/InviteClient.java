package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.Refusal;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.Authorization;
import trunkline.sip.trunk.DigestSession;
import trunkline.sip.trunk.TrunkSettings;

/**
 * The INVITE of a call, sent again where it is challenged (RFC 3261 §8.1.3.5), and its CANCEL. Confined to its call.
 */
final class InviteClient implements Exchange {

    private final Call call;
    private final UaParts parts;
    private final TrunkSettings trunk;
    private final MessageBody offer;
    private final @Nullable DigestSession digest;
    private List<Authorization> authorizations = List.of();
    private @Nullable ClientTransaction transaction;
    private String branch = "";
    private long sequence;

    InviteClient(Call call, UaParts parts, TrunkSettings trunk, MessageBody offer, @Nullable DigestSession digest) {
        this.call = call;
        this.parts = parts;
        this.trunk = trunk;
        this.offer = offer;
        this.digest = digest;
    }

    /** Sends it, the first time or with credentials: same Call-ID and From tag, the next CSeq number, a new branch. */
    void send() throws NotSentException {
        sequence++;
        SIPRequest invite = parts.messages().invite(call.identity(), trunk, sequence, offer);
        parts.wire().route(invite, trunk.proxy());
        if (digest != null) {
            authorizations = digest.authorize("INVITE", invite.getRequestURI().toString(), offer.text());
            parts.messages().putAuthorizations(invite, authorizations);
        }
        transaction = parts.wire().send(invite, this);
        branch = transaction.getBranchId();
    }

    /** RFC 3261 §9.1. Its own response says nothing; the INVITE's final response does. */
    void cancel(Reason reason) throws NotSentException {
        if (transaction == null) {
            return;
        }
        try {
            SIPRequest cancel = (SIPRequest) transaction.createCancel();
            parts.messages().putReason(cancel, reason);
            parts.wire().sendCancel(transaction, cancel, new Ignored(call));
        } catch (SipException | RuntimeException e) {
            throw new NotSentException("CANCEL not sent", e);
        }
    }

    /** Stops waiting for the final response. */
    void drop() {
        if (transaction != null) {
            try {
                transaction.terminate();
            } catch (ObjectInUseException | RuntimeException e) {
                throw new IllegalStateException("a client transaction can be ended at any time", e);
            }
        }
    }

    /** Whether this is a response to the INVITE as it was sent last: only who has seen it knows its branch. */
    boolean isAnsweredBy(SIPResponse response) {
        return branch.equalsIgnoreCase(response.getTopmostVia().getBranch())
                && call.identity().localTag().equals(response.getFromTag());
    }

    /** The CSeq number that the ACK repeats. */
    long sequence() {
        return sequence;
    }

    /** The credentials of the INVITE, which the ACK repeats (RFC 3261 §22.1). */
    List<Authorization> authorizations() {
        return authorizations;
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public void onResponse(SIPResponse response) {
        if (response.getCSeq().getSeqNumber() != sequence) {
            return;
        }
        int code = response.getStatusCode();
        if (code >= 200) {
            // A call lingers after its end; what the transaction holds is larger than the call.
            transaction = null;
        }
        if (code < 200) {
            call.onProgress(response);
        } else if (code < 300) {
            call.onAnswer(response);
        } else if ((code == 401 || code == 407) && answersChallenge(response)) {
            call.onChallengeAnswered();
        } else {
            call.onRefusal(
                    new Refusal(SipReading.status(response), code < 400 ? SipReading.contacts(response) : List.of()));
        }
    }

    private boolean answersChallenge(SIPResponse response) {
        return digest != null && call.state().wantsAnswer() && digest.onChallenges(SipReading.challenges(response));
    }

    @Override
    public void onTimeout() {
        call.onRefusal(Refusal.of(SipStatus.timeout("No response to INVITE")));
    }

    /** The responses to CANCEL. */
    private record Ignored(Call call) implements Exchange {
        @Override
        public void onResponse(SIPResponse response) {}

        @Override
        public void onTimeout() {}
    }
}
