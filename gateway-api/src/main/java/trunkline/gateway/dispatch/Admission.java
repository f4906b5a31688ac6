package trunkline.gateway.dispatch;

import org.jspecify.annotations.Nullable;

/** Whether a way that has several senders can send a message at this moment. */
public sealed interface Admission {

    /** It can, by the sender that was noted in its encoded form. */
    Admission NOW = new Now();

    /** A sender will be free before long: it keeps its place, and those behind it wait too. */
    Admission SOON = new Soon();

    /** See {@link #NOW}. */
    record Now() implements Admission {}

    /** See {@link #SOON}. */
    record Soon() implements Admission {}

    /**
     * The senders that it may go by cannot take it yet, others may be free: it waits aside.
     *
     * @param atMicros when it is looked at again, microseconds since 1970 in UTC
     * @param why in words, if the way is unable to send it, so that another one may; null if it only waits for its turn
     */
    record Later(long atMicros, @Nullable String why) implements Admission {}
}
