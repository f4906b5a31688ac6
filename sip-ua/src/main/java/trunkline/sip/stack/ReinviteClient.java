package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.sip.ClientTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.Authorization;
import trunkline.sip.trunk.DigestSession;

/**
 * A re-INVITE of ours in the dialog that talks (RFC 3261 §14.1): with credentials where it is challenged, once more after a
 * while where it crossed one of the peer's (491), and its ACK. Confined to its call.
 */
final class ReinviteClient implements Exchange {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReinviteClient.class);

    /** We have made the Call-ID, so we wait 2.1 to 4 s, in steps of 10 ms (RFC 3261 §14.1). */
    private static final int GLARE_MIN_STEPS = 210;

    private static final int GLARE_MAX_STEPS = 400;

    private static final int MAX_GLARES = 5;

    private static final int TRANSACTION_IN_T1 = 64;

    private final Call call;
    private final UaParts parts;
    private final Fork fork;
    private final MessageBody offer;
    private final End end;
    private List<Authorization> authorizations = List.of();
    private String branch = "";
    private long sequence;
    private long againNanos = Long.MAX_VALUE;
    private int glares;
    private long giveUpNanos = Long.MAX_VALUE;
    private Fork.@Nullable SentAck ack;
    private @Nullable ClientTransaction transaction;
    private boolean done;

    /** Told once. */
    interface End {
        void onAnswered(SIPResponse response, @Nullable MessageBody answer);

        /** The session stays as it was. */
        void onRefused(SipStatus status, long minimumSeconds);
    }

    ReinviteClient(Call call, UaParts parts, Fork fork, MessageBody offer, End end) {
        this.call = call;
        this.parts = parts;
        this.fork = fork;
        this.offer = offer;
        this.end = end;
    }

    void send() {
        againNanos = Long.MAX_VALUE;
        fork.path().find(fork.dialog().route().nextHop(), this::send, e -> call.post(() -> refuse(failure(e))));
    }

    private void send(Path path) {
        try {
            sequence = fork.nextSequence();
            SIPRequest invite = parts.messages().inDialog("INVITE", call.identity(), fork.dialog(), sequence);
            call.addOffer(invite, offer);
            DigestSession digest = fork.invite().digest();
            authorizations = digest == null
                    ? List.of()
                    : digest.authorize("INVITE", invite.getRequestURI().toString(), offer.text());
            parts.messages().putAuthorizations(invite, authorizations);
            parts.wire().putVia(invite, path);
            branch = invite.getTopmostVia().getBranch();
            transaction = parts.wire().send(invite, path, this);
            giveUpNanos = parts.nanoClock().getAsLong()
                    + TRANSACTION_IN_T1 * parts.settings().t1().toNanos();
            call.reschedule();
        } catch (NotSentException e) {
            call.post(() -> refuse(failure(e)));
        }
    }

    private static SipStatus failure(NotSentException cause) {
        return SipStatus.transportFailure(String.valueOf(cause.getMessage()));
    }

    private void refuse(SipStatus status) {
        refuse(status, 0);
    }

    private void refuse(SipStatus status, long minimumSeconds) {
        giveUpNanos = Long.MAX_VALUE;
        if (!done) {
            done = true;
            end.onRefused(status, minimumSeconds);
        }
    }

    /** Whether the peer's offers must wait for it. */
    boolean isUnderWay() {
        return !done && !isWaiting();
    }

    /** Whether it will be sent again. */
    boolean isWaiting() {
        return againNanos != Long.MAX_VALUE;
    }

    /** When {@link #onTick} has something to do. */
    long dueNanos() {
        return isWaiting() ? againNanos : giveUpNanos;
    }

    void onTick(long nowNanos) {
        if (isWaiting() && nowNanos - againNanos >= 0) {
            send();
        } else if (giveUpNanos != Long.MAX_VALUE && nowNanos - giveUpNanos >= 0) {
            drop();
            refuse(SipStatus.timeout("No final response to re-INVITE"));
        }
    }

    /** Stops waiting for the final response, which a peer that said it is trying may never send. */
    void drop() {
        parts.wire().drop(transaction);
        transaction = null;
    }

    /** Whether a 2xx that has no transaction any more is one to it. */
    boolean isAnsweredBy(SIPResponse response) {
        return branch.equalsIgnoreCase(response.getTopmostVia().getBranch())
                && fork.dialog().remoteTag().equals(response.getToTag());
    }

    @Override
    public Mailbox mailbox() {
        return call.mailbox();
    }

    @Override
    public void onResponse(SIPResponse response) {
        int code = response.getStatusCode();
        if (code < 200 || response.getCSeq().getSeqNumber() != sequence) {
            return;
        }
        giveUpNanos = Long.MAX_VALUE;
        if (code < 300) {
            onAnswer(response);
            return;
        }
        DigestSession digest = fork.invite().digest();
        boolean challenged = code == 401 || code == 407;
        if (done) {
            return;
        }
        if (challenged && digest != null && digest.onChallenges(SipReading.challenges(response))) {
            send();
        } else if (code == 491 && ++glares <= MAX_GLARES) {
            int steps = RandomGenerator.getDefault().nextInt(GLARE_MIN_STEPS, GLARE_MAX_STEPS + 1);
            againNanos = parts.nanoClock().getAsLong() + TimeUnit.MILLISECONDS.toNanos(10L * steps);
            call.reschedule();
        } else {
            refuse(SipReading.status(response), SipReading.minimumSession(response));
        }
    }

    /** The ACK for a repeated 2xx is the same one (RFC 3261 §13.2.2.4). */
    private void onAnswer(SIPResponse response) {
        String target = SipReading.target(response);
        if (target != null && !done) {
            fork.setDialog(fork.dialog().withRemoteTarget(target));
        }
        fork.path().find(fork.dialog().route().nextHop(), this::sendAck, this::log);
        if (!done) {
            done = true;
            end.onAnswered(response, SipReading.body(response));
        }
    }

    private void sendAck(Path path) {
        try {
            if (ack == null || !ack.path().equals(path)) {
                SIPRequest request = parts.messages().inDialog("ACK", call.identity(), fork.dialog(), sequence);
                parts.messages().putAuthorizations(request, authorizations);
                parts.wire().putVia(request, path);
                ack = new Fork.SentAck(request, path);
            }
            parts.wire().sendAck(ack.request(), path);
        } catch (NotSentException e) {
            log(e);
        }
    }

    private void log(NotSentException cause) {
        LOGGER.atWarn()
                .addKeyValue("callId", call.callId())
                .addKeyValue("cause", cause.getMessage())
                .log("ACK not sent");
    }

    @Override
    public void onTimeout() {
        refuse(SipStatus.timeout("No response to re-INVITE"));
    }

    @Override
    public void onTransportFailure(String cause) {
        refuse(SipStatus.transportFailure(cause));
    }
}
