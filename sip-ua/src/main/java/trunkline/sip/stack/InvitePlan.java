package trunkline.sip.stack;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Redirects;
import trunkline.sip.dialog.Refusal;
import trunkline.sip.dialog.SessionExpires;
import trunkline.sip.dialog.SessionExpires.Refresher;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.locate.Located;
import trunkline.sip.locate.SickTargets;
import trunkline.sip.locate.Target;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.SessionTimerSettings;
import trunkline.sip.trunk.Transport;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/**
 * Where the INVITE of one call goes next, and what it offers there. Confined to its call.
 *
 * <pre>
 *   420 to an extension of ours         the same target, without it (RFC 3261 §8.1.3.5)
 *   422                                 the same target, with a longer session (RFC 4028 §7.4)
 *   503, silence, no connection         the next target (RFC 3263 §4.3), unless it rang
 *   3xx                                 the addresses that it names, one after the other (RFC 3261 §8.1.3.4)
 *   anything but 6xx                    the next of those addresses, if one is left
 *   else                                nowhere: the call has failed
 * </pre>
 */
final class InvitePlan {

    static final String RELIABLE = "100rel";
    static final String TIMER = "timer";

    /** No honest peer asks for a longer session more often. */
    private static final int MAX_LONGER = 3;

    private final TrunkSettings trunk;
    private final SickTargets sick;
    private final Set<String> supported = new LinkedHashSet<>();
    private Redirects redirects;
    private String requestUri;
    private Queue<Target> targets = new ArrayDeque<>();
    private @Nullable Target current;
    private Refusal last = Refusal.of(SipStatus.transportFailure("Nowhere to go"));
    private long sessionSeconds;
    private long minimumSeconds;
    private int longer;

    /** What to do now. */
    sealed interface Decision {

        /** Look up the targets of this next hop. */
        record Look(NextHop hop) implements Decision {}

        /**
         * Send the INVITE.
         *
         * @param changed whether it is another request than before, and so has the next CSeq number
         */
        record Send(Target target, boolean changed) implements Decision {}

        record GiveUp(Refusal refusal) implements Decision {}
    }

    InvitePlan(TrunkSettings trunk, String requestUri, SickTargets sick) {
        this.trunk = trunk;
        this.sick = sick;
        this.requestUri = requestUri;
        this.redirects = Redirects.from(requestUri);
        TrunkManners manners = trunk.manners();
        if (manners.progress() != TrunkManners.Progress.UNRELIABLE) {
            supported.add(RELIABLE);
        }
        if (manners.timer().mode() != SessionTimerSettings.Mode.OFF) {
            supported.add(TIMER);
        }
        this.sessionSeconds = manners.timer().interval().toSeconds();
        this.minimumSeconds = manners.timer().minimum().toSeconds();
    }

    String requestUri() {
        return requestUri;
    }

    /** The extensions that the INVITE offers. */
    List<String> supported() {
        return List.copyOf(supported);
    }

    /** Whether the INVITE demands reliable provisional responses (RFC 3262 §4). */
    boolean requiresReliable() {
        return supported.contains(RELIABLE) && trunk.manners().progress() == TrunkManners.Progress.REQUIRED;
    }

    /** Whether the INVITE asks for a session timer. */
    boolean asksForTimer() {
        return supported.contains(TIMER) && trunk.manners().timer().mode() == SessionTimerSettings.Mode.REQUESTED;
    }

    /** The session that the INVITE asks for. */
    SessionExpires session() {
        Refresher refresher =
                switch (trunk.manners().timer().refresher()) {
                    case EITHER -> null;
                    case US -> Refresher.UAC;
                    case THEM -> Refresher.UAS;
                };
        return new SessionExpires(sessionSeconds, refresher);
    }

    /** By which the INVITE is about to go. */
    Transport transport() {
        return current == null ? Transport.UDP : current.transport();
    }

    /** Its Min-SE. */
    long minimumSeconds() {
        return minimumSeconds;
    }

    /** Whether there is another target to go to where this one keeps silent. */
    boolean hasMoreTargets() {
        return !targets.isEmpty();
    }

    Decision first() {
        return new Decision.Look(trunk.proxy());
    }

    /** What {@link Decision.Look} asked for. */
    Decision onLocated(Located located) {
        if (located instanceof Located.Found found) {
            targets = new ArrayDeque<>(sick.wellFirst(found.targets()));
            return toNextTarget(redirects.tried().size() > 1);
        }
        Refusal nowhere = Refusal.of(SipStatus.transportFailure(((Located.Nowhere) located).why()));
        last = redirects.tried().size() > 1 ? last : nowhere;
        return toNextAddress();
    }

    private Decision toNextTarget(boolean changed) {
        Target next = targets.poll();
        current = next;
        return next == null ? toNextAddress() : new Decision.Send(next, changed);
    }

    /** Something but a failure came from where the INVITE went. */
    void onHeard() {
        if (current != null) {
            sick.recovered(current);
        }
    }

    /**
     * A final response that is no 2xx, or none.
     *
     * @param unsupported the extensions that a 420 names
     * @param minimum the Min-SE of a 422, in seconds
     * @param rang whether something but 100 had come
     */
    Decision onRefused(Refusal refusal, List<String> unsupported, long minimum, boolean rang) {
        int code = refusal.status().code();
        last = refusal;
        if (code == 420 && current != null && supported.removeAll(unsupported)) {
            return new Decision.Send(current, true);
        }
        if (code == 422 && current != null && isLonger(minimum)) {
            return new Decision.Send(current, true);
        }
        boolean failed = code == 503 || refusal.status().origin() == SipStatus.Origin.LOCAL;
        if (failed && current != null) {
            sick.failed(current, restNanos(refusal.status()));
            if (!rang && !targets.isEmpty()) {
                return toNextTarget(false);
            }
        }
        if (code < 400 && trunk.manners().redirects()) {
            redirects = redirects.with(refusal.contacts());
        }
        return code / 100 == 6 ? new Decision.GiveUp(refusal) : toNextAddress();
    }

    private long restNanos(SipStatus status) {
        return status.retryAfter() == null
                ? trunk.limits().sick().toNanos()
                : Math.max(status.retryAfter().toNanos(), 1);
    }

    private boolean isLonger(long minimum) {
        if (!supported.contains(TIMER) || minimum <= minimumSeconds || ++longer > MAX_LONGER) {
            return false;
        }
        minimumSeconds = minimum;
        sessionSeconds = Math.max(sessionSeconds, minimum);
        return true;
    }

    private Decision toNextAddress() {
        for (Optional<String> next = redirects.next(); next.isPresent(); next = redirects.next()) {
            redirects = redirects.called();
            Optional<NextHop> hop = trunk.manners().routed() ? Optional.of(trunk.proxy()) : NextHop.ofUri(next.get());
            if (hop.isPresent() && next.get().regionMatches(true, 0, "sip", 0, 3)) {
                // Headers in a URI would be put into the request (RFC 3261 §19.1.5): a peer must not choose ours.
                requestUri = next.get().replaceAll("\\?.*", "");
                return new Decision.Look(hop.get());
            }
        }
        return new Decision.GiveUp(last);
    }
}
