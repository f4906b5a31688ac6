package trunkline.smpp.bind;

/**
 * The bounds of a bind.
 *
 * @param window submit_sm sent and not committed by their owner at once, 1 to 10,000; full: no permits
 * @param openDeliveries deliver_sm waiting for their answer at once, 1 to 100,000; full: ESME_RMSGQFUL
 * @param lateResponses unanswered submits whose response is still waited for, 0 to 1,000,000; full: the oldest is
 *     forgotten, and counted
 */
public record BindLimits(int window, int openDeliveries, int lateResponses) {

    public static final BindLimits DEFAULT = new BindLimits(10, 1_000, 10_000);

    public BindLimits {
        Checks.inRange("window", window, 1, 10_000);
        Checks.inRange("openDeliveries", openDeliveries, 1, 100_000);
        Checks.inRange("lateResponses", lateResponses, 0, 1_000_000);
    }

    public BindLimits withWindow(int size) {
        return new BindLimits(size, openDeliveries, lateResponses);
    }
}
