package trunkline.profile;

import java.util.Locale;

/** What a profile describes. */
public enum ProfileKind {
    SMSC("smpp"),
    TRUNK("sip"),
    /** Read and checked; nothing drives a modem yet. */
    MODEM("modem"),
    /** The faces of one box. */
    DEVICE("faces");

    private final String section;

    ProfileKind(String section) {
        this.section = section;
    }

    /** The key under which its values stand. */
    public String section() {
        return section;
    }

    /** As it is written in a file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
