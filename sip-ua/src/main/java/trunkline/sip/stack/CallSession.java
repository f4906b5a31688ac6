package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.SessionExpires;
import trunkline.sip.dialog.SessionExpires.Refresher;
import trunkline.sip.dialog.SessionTimer;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.SessionTimerSettings;
import trunkline.sip.trunk.SessionTimerSettings.Mode;

/**
 * The session of an answered call: what we last said of it, our own offers, and that it is kept alive (RFC 4028). Confined
 * to its call.
 */
final class CallSession {

    /** No honest peer asks for a longer session more often. */
    private static final int MAX_LONGER = 3;

    private final Call call;
    private final UaParts parts;
    private final SessionTimerSettings settings;
    private MessageBody local;
    private @Nullable ReinviteClient reinvite;
    private long seconds;
    private long minimumSeconds;
    private int longer;

    CallSession(Call call, UaParts parts, SessionTimerSettings settings, MessageBody offer) {
        this.call = call;
        this.parts = parts;
        this.settings = settings;
        this.local = offer;
        this.seconds = settings.interval().toSeconds();
        this.minimumSeconds = settings.minimum().toSeconds();
    }

    /** Our session description as the peer last got it. */
    MessageBody local() {
        return local;
    }

    void setLocal(MessageBody body) {
        local = body;
    }

    /** Whether we wait for an answer, so that an offer of the peer must wait (RFC 3261 §14.2). */
    boolean isOffering() {
        return reinvite != null && reinvite.isUnderWay();
    }

    long dueNanos() {
        return reinvite == null ? Long.MAX_VALUE : reinvite.dueNanos();
    }

    void onTick(long nowNanos) {
        if (reinvite != null) {
            reinvite.onTick(nowNanos);
        }
    }

    /** A 2xx to our re-INVITE that has no transaction any more. */
    void onStrayAnswer(SIPResponse response) {
        if (reinvite != null && reinvite.isAnsweredBy(response)) {
            reinvite.onResponse(response);
        }
    }

    /** Offers another session to the peer; false where an offer is under way already. */
    boolean offer(Fork fork, MessageBody offer) {
        if (reinvite != null && (reinvite.isUnderWay() || reinvite.isWaiting())) {
            return false;
        }
        reinvite(fork, offer, new ReinviteClient.End() {
            @Override
            public void onAnswered(SIPResponse response, @Nullable MessageBody answer) {
                local = offer;
                agree(response);
                call.onOfferAnswered(answer);
            }

            @Override
            public void onRefused(SipStatus status, long minimum) {
                call.onOfferRefused(status);
            }
        });
        return true;
    }

    private void reinvite(Fork fork, MessageBody offer, ReinviteClient.End end) {
        reinvite = new ReinviteClient(call, parts, fork, offer, end);
        reinvite.send();
    }

    /** The call is over. */
    void drop() {
        if (reinvite != null) {
            reinvite.drop();
        }
    }

    // session timers

    /** Shows that the session goes on: by UPDATE where the peer takes it, else by the same offer again (RFC 4028 §7.4). */
    void refresh(Fork fork) {
        if (fork.updates()) {
            call.ask(fork, "UPDATE", this::putTimer, answer -> {
                SIPResponse response = answer.response();
                if (response != null && answer.status().code() < 300) {
                    agree(response);
                } else {
                    long minimum = response == null ? 0 : SipReading.minimumSession(response);
                    onRefreshRefused(fork, answer.status(), minimum);
                }
            });
            return;
        }
        if (isOffering()) {
            // Its answer refreshes the session as well.
            return;
        }
        reinvite(fork, local, new ReinviteClient.End() {
            @Override
            public void onAnswered(SIPResponse response, @Nullable MessageBody answer) {
                agree(response);
                call.onOfferAnswered(answer);
            }

            @Override
            public void onRefused(SipStatus status, long minimum) {
                onRefreshRefused(fork, status, minimum);
            }
        });
    }

    private void onRefreshRefused(Fork fork, SipStatus status, long minimum) {
        if (status.code() == 422 && minimum > minimumSeconds && ++longer <= MAX_LONGER) {
            minimumSeconds = minimum;
            seconds = Math.max(seconds, minimum);
            refresh(fork);
        } else {
            call.onRefreshFailed(status);
        }
    }

    /** What our requests in the dialog say. We refresh, or we would not ask. */
    void putTimer(SIPMessage request) throws NotSentException {
        if (settings.mode() != Mode.OFF) {
            parts.messages().put(request, "Supported", InvitePlan.TIMER);
            parts.messages()
                    .put(request, "Session-Expires", new SessionExpires(seconds, Refresher.UAC).toHeaderValue());
            parts.messages().put(request, "Min-SE", Long.toString(minimumSeconds));
        }
    }

    /** What a 2xx to a request of ours says. */
    private void agree(SIPResponse response) {
        SessionExpires agreed = settings.mode() == Mode.OFF ? null : SipReading.session(response);
        onAgreed(agreed);
        call.onSession(
                SessionTimer.agreed(agreed, Refresher.UAC, parts.nanoClock().getAsLong()));
    }

    /** An interval was agreed on, which the next refresh asks for again. */
    void onAgreed(@Nullable SessionExpires agreed) {
        if (agreed != null) {
            seconds = Math.max(agreed.seconds(), minimumSeconds);
        }
    }

    /** Whether a refresh of the peer asks for less than we take, and can be told so (RFC 4028 §9). */
    boolean isTooBrief(SIPRequest request) {
        SessionExpires asked = SipReading.session(request);
        return asked != null
                && settings.mode() != Mode.OFF
                && SipReading.supports(request, InvitePlan.TIMER)
                && asked.seconds() < settings.minimum().toSeconds();
    }

    long minimumSeconds() {
        return settings.minimum().toSeconds();
    }

    /** Answers what a re-INVITE or UPDATE of the peer says of the session timer (RFC 4028 §9, table 2). */
    void answerTimer(SIPRequest request, SIPResponse ok) throws NotSentException {
        SessionExpires asked = settings.mode() == Mode.OFF ? null : SipReading.session(request);
        boolean theyCan = SipReading.supports(request, InvitePlan.TIMER);
        SessionExpires agreed = null;
        if (asked != null) {
            Refresher refresher =
                    asked.refresher() != null ? asked.refresher() : theyCan ? Refresher.UAC : Refresher.UAS;
            agreed = asked.by(theyCan ? refresher : Refresher.UAS);
            parts.messages().put(ok, "Session-Expires", agreed.toHeaderValue());
            parts.messages().put(ok, "Supported", InvitePlan.TIMER);
            if (agreed.refresher() == Refresher.UAC) {
                parts.messages().put(ok, "Require", InvitePlan.TIMER);
            }
        }
        onAgreed(agreed);
        call.onSession(
                SessionTimer.agreed(agreed, Refresher.UAS, parts.nanoClock().getAsLong()));
    }
}
