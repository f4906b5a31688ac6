package trunkline.smpp.bind;

/** What a command_status asks for. */
public enum StatusClass {
    /** The same again at once, or as soon as there is room. */
    RETRY,
    /** The same again after a while. */
    RETRY_LATER,
    /** The same again, and everything slower: {@link trunkline.smpp.pace.AdaptivePace#onThrottled}. */
    THROTTLE,
    /** The same will never be taken. */
    REFUSE,
    /** The bind itself is of no use as it is: see {@link BindStatus.State#SUSPENDED}. */
    FATAL_TO_BIND
}
