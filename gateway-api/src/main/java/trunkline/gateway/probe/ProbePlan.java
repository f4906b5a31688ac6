package trunkline.gateway.probe;

import java.time.Duration;
import trunkline.profile.SmscProfile;
import trunkline.smpp.address.Address;
import trunkline.smpp.bind.BindSettings;

/**
 * What is to be probed, and how far.
 *
 * @param bind how to bind; its type is chosen by version and {@code pairs}
 * @param pairs whether a transmitter and a receiver are bound instead of one transceiver
 * @param parent what the profile to be made extends
 * @param from the sender of all messages
 * @param to who gets them all
 * @param limits how far to go
 */
public record ProbePlan(BindSettings bind, boolean pairs, SmscProfile parent, Address from, Address to, Limits limits) {

    private static final int WINDOW_MAX = 1_000;

    /**
     * How far to go.
     *
     * @param window submit_sm unanswered at once that are tried, 0 to 1,000; 0 to leave the window alone
     * @param receipts how long to wait for receipts after the last message; zero to not wait
     * @param idle how long to say nothing to see whether the link is cut; zero to not try
     */
    public record Limits(int window, Duration receipts, Duration idle) {

        public Limits {
            if (window < 0 || window > WINDOW_MAX) {
                throw new IllegalArgumentException("'window' is '%d': must be 0 to %d".formatted(window, WINDOW_MAX));
            }
            if (receipts.isNegative() || idle.isNegative()) {
                throw new IllegalArgumentException("'receipts' and 'idle' must not be negative");
            }
        }
    }

    /** At most so many submit_sm are sent, each answer of throttling aside. */
    public int mostMessages() {
        return Trials.MESSAGES + 2 * limits.window();
    }
}
