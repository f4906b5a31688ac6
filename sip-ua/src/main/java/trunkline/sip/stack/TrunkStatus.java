package trunkline.sip.stack;

import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.SipStatus;

/**
 * Whether a trunk can be used, and why not.
 *
 * @param registration whether the trunk knows where we are
 * @param lastRegister how the last REGISTER ended; null before the first
 * @param answering whether it answers OPTIONS; true for a trunk that is not watched
 * @param lastOptions how the last OPTIONS ended; null before the first
 */
public record TrunkStatus(
        Registration registration,
        @Nullable SipStatus lastRegister,
        boolean answering,
        @Nullable SipStatus lastOptions) {

    /** Where the registration stands. */
    public enum Registration {
        NOT_NEEDED,
        NONE,
        VALID
    }

    /** Whether calls may go there. */
    public boolean isUsable() {
        return answering && registration != Registration.NONE;
    }

    /** Why not, in words; empty where they may. */
    public String trouble() {
        if (registration == Registration.NONE) {
            return "not registered" + said(lastRegister);
        }
        return answering ? "" : "does not answer OPTIONS" + said(lastOptions);
    }

    private static String said(@Nullable SipStatus status) {
        return status == null ? "" : ": " + status.code() + " " + status.phrase();
    }
}
