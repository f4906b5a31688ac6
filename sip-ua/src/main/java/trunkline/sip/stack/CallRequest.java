package trunkline.sip.stack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.trunk.PhoneNumber;

/**
 * One call to be placed.
 *
 * @param offer the session description that goes into the INVITE (RFC 3264 §5)
 * @param ring how long to wait for an answer; null for the trunk's own limit
 * @param displayName beside the calling number; null for none
 * @param hidden whether the callee may not see the calling number (RFC 3323, RFC 3325)
 */
public record CallRequest(
        PhoneNumber from,
        PhoneNumber to,
        MessageBody offer,
        @Nullable Duration ring,
        @Nullable String displayName,
        boolean hidden) {

    public CallRequest {
        SipSettings.check(ring == null || ring.toMillis() > 0, "ring", String.valueOf(ring), "must be above 0");
        SipSettings.check(
                displayName == null || displayName.chars().noneMatch(Character::isISOControl),
                "displayName",
                "...",
                "must not have control characters");
    }

    public static CallRequest of(PhoneNumber from, PhoneNumber to, MessageBody offer) {
        return new CallRequest(from, to, offer, null, null, false);
    }

    public CallRequest withRing(@Nullable Duration newRing) {
        return new CallRequest(from, to, offer, newRing, displayName, hidden);
    }

    public CallRequest withDisplayName(@Nullable String name) {
        return new CallRequest(from, to, offer, ring, name, hidden);
    }

    public CallRequest withHidden(boolean isHidden) {
        return new CallRequest(from, to, offer, ring, displayName, isHidden);
    }
}
