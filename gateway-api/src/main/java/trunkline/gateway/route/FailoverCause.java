package trunkline.gateway.route;

import java.util.Locale;

/** Why a message does not get through on its way. */
public enum FailoverCause {
    /** The way is down. */
    DOWN,
    /** The SMSC or trunk refused it, and may take it later. */
    TEMPORARY,
    /** It refused it for good. */
    REFUSED,
    /** It was sent and not answered: another way may duplicate it. */
    UNANSWERED;

    /** Its name in the configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
