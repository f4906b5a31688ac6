package trunkline.gateway.doctor;

import java.util.Locale;

/** What is looked at, in the order in which it is. */
public enum Step {
    NAME_SERVERS,
    TRANSPORT,
    OPTIONS,
    REGISTER,
    CALL,
    CHALLENGE,
    RINGING,
    PRACK,
    ANSWER,
    CODEC,
    PTIME,
    ENCRYPTION,
    TELEPHONE_EVENT,
    SESSION_TIMER,
    AUDIO_SENT,
    AUDIO_HEARD,
    KEY,
    END;

    /** {@code name-servers} for {@link #NAME_SERVERS}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
