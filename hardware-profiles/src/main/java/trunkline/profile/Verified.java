package trunkline.profile;

import java.util.Locale;

/** How well the values of a profile are known. */
public enum Verified {
    /** The vendor's own documentation says so. */
    VENDOR_DOC,
    /** Public code that works with it says so. */
    SOURCE_CODE,
    /** Somebody's report says so. */
    ISSUE_REPORT,
    /** Found on a live link by a probe. */
    OBSERVED,
    UNVERIFIED;

    /** As it is written in a file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
