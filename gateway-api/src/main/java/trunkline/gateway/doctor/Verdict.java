package trunkline.gateway.doctor;

import java.util.Locale;

/** What is to be thought of something that was looked at. */
public enum Verdict {
    OK,
    /** Calls may work all the same; somebody should look at it. */
    WARNING,
    /** Calls do not work so, or not as they are meant to. */
    WRONG,
    /** Not looked at. */
    SKIPPED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
