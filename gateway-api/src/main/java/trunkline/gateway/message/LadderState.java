package trunkline.gateway.message;

import java.util.Locale;

/** How far a ladder has come: the first state that is not {@link #RUNNING} stays. */
public enum LadderState {
    /** One of its steps is under way. */
    RUNNING,
    /** The link in an SMS of it was clicked. */
    CLICKED,
    /** An SMS of it was delivered. */
    DELIVERED,
    /** A call of it was answered and played. */
    PLAYED,
    /** A callee has pressed the key. */
    CONFIRMED,
    /** None of its steps reached what it was to. */
    EXHAUSTED,
    /** Its sender took it back. */
    CANCELLED,
    /** The recipient wants no more SMS of the sender. */
    OPTED_OUT;

    /** Its name in the API and the events. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
