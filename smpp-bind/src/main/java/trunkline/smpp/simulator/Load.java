package trunkline.smpp.simulator;

import java.time.Duration;

/**
 * How much the simulated SMSC takes, all links together unless said otherwise; each 0 is no limit.
 *
 * @param perSecond submits a second above which ESME_RTHROTTLED is answered
 * @param storms times in which nothing is taken
 * @param window submits unanswered at once on one link, above which ESME_RTHROTTLED is answered
 * @param queue receipts and messages waiting at once, above which ESME_RMSGQFUL is answered; never more than 100,000
 * @param congestion what a response tells of the load
 */
public record Load(int perSecond, Storms storms, int window, int queue, Congestion congestion) {

    public static final Load ANY = new Load(0, Storms.NONE, 0, 0, Congestion.UNTOLD);

    public static Load throttledAbove(int perSecond) {
        return new Load(perSecond, Storms.NONE, 0, 0, Congestion.UNTOLD);
    }

    public Load withStorms(Storms other) {
        return new Load(perSecond, other, window, queue, congestion);
    }

    public Load withWindow(int other) {
        return new Load(perSecond, storms, other, queue, congestion);
    }

    public Load withQueue(int other) {
        return new Load(perSecond, storms, window, other, congestion);
    }

    public Load withCongestion(Congestion other) {
        return new Load(perSecond, storms, window, queue, other);
    }

    /**
     * Times in which every submit is refused.
     *
     * @param every from the begin of one to the begin of the next; zero for none
     * @param length of each
     * @param commandStatus what is answered meanwhile, such as 0x58 for ESME_RTHROTTLED
     */
    public record Storms(Duration every, Duration length, int commandStatus) {
        public static final Storms NONE = new Storms(Duration.ZERO, Duration.ZERO, 0);
    }

    /** congestion_state in responses (SMPP 5.0 §4.8.4.18). */
    public enum Congestion {
        /** None. */
        UNTOLD,
        /** The share of {@link Load#perSecond} used in this second, as a percentage. */
        BY_LOAD,
        /** Always 85: loaded as it should be. */
        OPTIMUM,
        /** Always 100. */
        CONGESTED
    }
}
