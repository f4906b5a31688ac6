package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.Refusal;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.locate.Target;
import trunkline.sip.stack.InvitePlan.Decision;
import trunkline.sip.trunk.Authorization;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.DigestSession;
import trunkline.sip.trunk.TrunkSettings;

/**
 * The INVITE of a call: sent to one target after the other, with credentials where it is challenged (RFC 3261 §8.1.3.5), to
 * other addresses where it is redirected; and its CANCEL. Confined to its call.
 */
final class InviteClient {

    private static final Logger LOGGER = LoggerFactory.getLogger(InviteClient.class);

    /** Targets, redirections and challenges together: above what the plan and the digest allow. */
    private static final int MAX_TRIES = 256;

    private final Call call;
    private final UaParts parts;
    private final TrunkSettings trunk;
    private final TrunkPaths paths;
    private final InvitePlan plan;
    private final MessageBody offer;
    private final List<InviteTry> tries = new ArrayList<>();
    private @Nullable InviteTry current;
    private @Nullable DigestSession digest;
    private long sequence;
    private long silenceDueNanos = Long.MAX_VALUE;

    InviteClient(Call call, UaParts parts, SipTrunk trunk, MessageBody offer) {
        this.call = call;
        this.parts = parts;
        this.trunk = trunk.settings();
        this.paths = trunk.paths();
        this.plan = new InvitePlan(
                trunk.settings(), call.identity().requestUri(), trunk.paths().sick());
        this.offer = offer;
    }

    Mailbox mailbox() {
        return call.mailbox();
    }

    /** Looks up where the trunk is, and sends the INVITE there. */
    void start() {
        go(plan.first());
    }

    private void go(Decision decision) {
        if (decision instanceof Decision.GiveUp giveUp) {
            call.onRefusal(giveUp.refusal());
            return;
        }
        call.onLeft();
        if (decision instanceof Decision.Look look) {
            call.mailbox().await(paths.locate(look.hop()), located -> {
                if (call.state().wantsAnswer()) {
                    go(plan.onLocated(located));
                }
            });
            return;
        }
        Decision.Send send = (Decision.Send) decision;
        if (current == null || !current.target().equals(send.target())) {
            // What one server has asked for is nothing to another.
            digest = newDigest();
        }
        send(send.target(), send.changed());
    }

    private @Nullable DigestSession newDigest() {
        Credentials credentials = trunk.credentials();
        return credentials == null ? null : new DigestSession(credentials, CallIdentity::randomToken);
    }

    /**
     * Sends it. The same Call-ID and From tag always, and a new branch.
     *
     * @param changed whether it takes the next CSeq number; another target gets the same request (RFC 3263 §4.3)
     */
    private void send(Target target, boolean changed) {
        sequence += changed || sequence == 0 ? 1 : 0;
        try {
            SIPRequest invite = parts.messages().invite(call.identity(), trunk, plan, sequence, offer);
            List<Authorization> authorizations =
                    digest == null ? List.of() : digest.authorize("INVITE", plan.requestUri(), offer.text());
            parts.messages().putAuthorizations(invite, authorizations);
            Path path = paths.path(target, invite.encode().length());
            parts.wire().putVia(invite, path);
            InviteTry next = new InviteTry(this, target, path, sequence, authorizations, digest);
            if (tries.size() == MAX_TRIES) {
                throw new NotSentException("INVITE sent too often");
            }
            tries.add(next);
            current = next;
            next.sent(parts.wire().send(invite, path, next));
            silenceDueNanos =
                    parts.nanoClock().getAsLong() + trunk.limits().nextTarget().toNanos();
            call.onSent();
        } catch (NotSentException e) {
            refused(Refusal.of(SipStatus.transportFailure(String.valueOf(e.getMessage()))), List.of(), 0);
        }
    }

    private void refused(Refusal refusal, List<String> unsupported, long minimum) {
        silenceDueNanos = Long.MAX_VALUE;
        if (call.state().wantsAnswer()) {
            go(plan.onRefused(refusal, unsupported, minimum, call.state().rang()));
        } else {
            call.onRefusal(refusal);
        }
    }

    // the clock

    /** When {@link #onTick} has something to do: a target that keeps silent is left, if there is another one. */
    long dueNanos() {
        boolean waiting = current != null && !current.isHeard() && plan.hasMoreTargets();
        return waiting ? silenceDueNanos : Long.MAX_VALUE;
    }

    void onTick(long nowNanos) {
        InviteTry silent = current;
        if (silent != null && dueNanos() != Long.MAX_VALUE && nowNanos - dueNanos() >= 0) {
            silent.abandon();
            refused(Refusal.of(SipStatus.timeout("No response from " + silent.path())), List.of(), 0);
        }
    }

    // responses

    void onAnswer(InviteTry answered, SIPResponse response) {
        for (InviteTry other : tries) {
            if (other != answered && other.transaction() != null && !other.isAbandoned()) {
                other.abandon();
            }
        }
        if (answered.digest() != null) {
            answered.digest().onAccepted();
        }
        call.onAnswer(response, answered);
    }

    /** One that is no 2xx. */
    void onResponse(InviteTry answered, SIPResponse response) {
        int code = response.getStatusCode();
        if (code < 200) {
            plan.onHeard();
            call.onProgress(response, answered);
        } else if ((code == 401 || code == 407) && answersChallenge(response)) {
            call.onLeft();
            send(answered.target(), true);
        } else {
            if (code != 503) {
                plan.onHeard();
            }
            refused(
                    new Refusal(SipReading.status(response), code < 400 ? SipReading.contacts(response) : List.of()),
                    SipReading.values(response, "Unsupported"),
                    SipReading.minimumSession(response));
        }
    }

    private boolean answersChallenge(SIPResponse response) {
        return digest != null && call.state().wantsAnswer() && digest.onChallenges(SipReading.challenges(response));
    }

    void onSilence(InviteTry silent) {
        refused(Refusal.of(SipStatus.timeout("No response to INVITE")), List.of(), 0);
    }

    /** A connection that was only tried since the request is large is no loss: it goes by UDP then (RFC 3261 §18.1.1). */
    void onLost(InviteTry lost, String cause) {
        parts.wire().drop(lost.takeTransaction());
        if (lost != current) {
            return;
        }
        if (lost.path().transport() != lost.target().transport()) {
            paths.onLargeRefused(lost.target());
            if (call.state().wantsAnswer()) {
                send(lost.target(), false);
                return;
            }
        }
        refused(Refusal.of(SipStatus.transportFailure(cause)), List.of(), 0);
    }

    /** The try that this response is to; empty for a response to none, or with another From tag than ours. */
    Optional<InviteTry> tryOf(SIPResponse response) {
        return call.identity().localTag().equals(response.getFromTag())
                ? tries.stream().filter(sent -> sent.isAnsweredBy(response)).findFirst()
                : Optional.empty();
    }

    /** Who answers challenges to requests on the way of this call; null for nobody. */
    @Nullable
    DigestSession digest() {
        return digest;
    }

    // the end

    /** RFC 3261 §9.1. Its own response says nothing; the INVITE's final response does. */
    void cancel(Reason reason) throws NotSentException {
        if (current != null) {
            cancel(current, reason);
        }
    }

    private void cancel(InviteTry sent, Reason reason) throws NotSentException {
        ClientTransaction transaction = sent.transaction();
        if (transaction == null) {
            return;
        }
        try {
            SIPRequest cancel = (SIPRequest) transaction.createCancel();
            parts.messages().putReason(cancel, reason);
            parts.wire().sendCancel(transaction, cancel, new Ignored(call.mailbox()));
        } catch (SipException | RuntimeException e) {
            throw new NotSentException("CANCEL not sent", e);
        }
    }

    /** It has been heard of, and another target has the call meanwhile. */
    void cancelAbandoned(InviteTry abandoned) {
        try {
            cancel(abandoned, new Reason("SIP", 200, "Call completed elsewhere"));
        } catch (NotSentException e) {
            LOGGER.atWarn()
                    .addKeyValue("callId", call.callId())
                    .addKeyValue("cause", e.getMessage())
                    .log("CANCEL not sent");
        }
    }

    /** Stops waiting for the final response. */
    void drop() {
        if (current != null) {
            parts.wire().drop(current.takeTransaction());
        }
    }

    /** The call is over: a target that said it is trying may never say more. */
    void dropAll() {
        tries.forEach(sent -> parts.wire().drop(sent.takeTransaction()));
    }

    /** The responses to CANCEL. */
    private record Ignored(Mailbox mailbox) implements Exchange {
        @Override
        public void onResponse(SIPResponse response) {}

        @Override
        public void onTimeout() {}

        @Override
        public void onTransportFailure(String cause) {}
    }
}
