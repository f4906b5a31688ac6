package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import javax.sip.ClientTransaction;
import org.jspecify.annotations.Nullable;
import trunkline.sip.locate.Target;
import trunkline.sip.trunk.Authorization;
import trunkline.sip.trunk.DigestSession;

/**
 * One INVITE on its way to one target. A call has more of them where it was challenged, redirected or not answered. One
 * that was given up on may still be answered. Confined to its call.
 */
final class InviteTry implements Exchange {

    private final InviteClient client;
    private final Target target;
    private final Path path;
    private final long sequence;
    private final List<Authorization> authorizations;
    private final @Nullable DigestSession digest;
    private @Nullable ClientTransaction transaction;
    private String branch = "";
    private boolean heard;
    private boolean abandoned;

    /**
     * One that is not sent yet.
     *
     * @param sequence the CSeq number, which its ACK repeats
     * @param authorizations its credentials, which its ACK repeats (RFC 3261 §22.1)
     * @param digest who answers challenges on this way; null for nobody
     */
    InviteTry(
            InviteClient client,
            Target target,
            Path path,
            long sequence,
            List<Authorization> authorizations,
            @Nullable DigestSession digest) {
        this.client = client;
        this.target = target;
        this.path = path;
        this.sequence = sequence;
        this.authorizations = authorizations;
        this.digest = digest;
    }

    void sent(ClientTransaction newTransaction) {
        transaction = newTransaction;
        branch = newTransaction.getBranchId();
    }

    Target target() {
        return target;
    }

    Path path() {
        return path;
    }

    long sequence() {
        return sequence;
    }

    List<Authorization> authorizations() {
        return authorizations;
    }

    @Nullable
    DigestSession digest() {
        return digest;
    }

    /** Whether a response of any kind has come. */
    boolean isHeard() {
        return heard;
    }

    /** Null once a final response has come: a call lingers after its end, and a transaction holds more than a call. */
    @Nullable
    ClientTransaction transaction() {
        return transaction;
    }

    /** Whether this response is to it: only who has seen it knows its branch. */
    boolean isAnsweredBy(SIPResponse response) {
        return branch.equalsIgnoreCase(response.getTopmostVia().getBranch());
    }

    /** Nobody waits for it any more; if it is heard of after all, it is cancelled. */
    void abandon() {
        abandoned = true;
        if (heard) {
            client.cancelAbandoned(this);
        }
    }

    boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public Mailbox mailbox() {
        return client.mailbox();
    }

    @Override
    public void onResponse(SIPResponse response) {
        if (response.getCSeq().getSeqNumber() != sequence) {
            return;
        }
        int code = response.getStatusCode();
        boolean first = !heard;
        heard = true;
        if (code >= 200) {
            transaction = null;
        }
        if (code >= 200 && code < 300) {
            client.onAnswer(this, response);
        } else if (!abandoned) {
            client.onResponse(this, response);
        } else if (first && code < 200) {
            client.cancelAbandoned(this);
        }
    }

    @Override
    public void onTimeout() {
        transaction = null;
        if (!abandoned) {
            client.onSilence(this);
        }
    }

    /** Where a response has come, the peer has the call, and may come back by a connection of its own. */
    @Override
    public void onTransportFailure(String cause) {
        if (!heard && !abandoned && transaction != null) {
            client.onLost(this, cause);
        }
    }

    /** Its transaction is of no use any more. */
    @Nullable
    ClientTransaction takeTransaction() {
        ClientTransaction taken = transaction;
        transaction = null;
        return taken;
    }
}
