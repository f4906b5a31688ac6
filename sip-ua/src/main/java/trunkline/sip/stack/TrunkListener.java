package trunkline.sip.stack;

/** Hears of a trunk. Called on a thread of the user agent, one call after the other, and must not block. */
@FunctionalInterface
public interface TrunkListener {

    /** It has become usable, or has ceased to be; and once as it is opened. */
    void onStatus(TrunkStatus status);
}
