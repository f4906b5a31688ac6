package trunkline.gateway.route;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a row chooses among its ways.
 *
 * @param by what decides
 * @param sticky whether the same sender and recipient always get the same way, as long as it is up
 * @param canary a way that gets a small share first; null for none
 * @param explorePercent where the delivery rate decides: what those that are not chosen get together, so that their rates stay
 *     known, 0 to 100
 */
public record Selection(By by, boolean sticky, @Nullable Canary canary, double explorePercent) {

    /** What rows that say nothing of it give to those that are not chosen. */
    public static final double USUAL_EXPLORE_PERCENT = 5;

    /** As they are listed. */
    public static final Selection IN_ORDER = new Selection(By.ORDER, false, null);

    /** What decides. */
    public enum By {
        /** The first in the list that is up. */
        ORDER,
        /** Each its share of the messages. */
        WEIGHT,
        /** The cheapest that is up. */
        COST,
        /** The first in the list that is up, unless it delivers less than another one for sure. */
        DELIVERY_RATE;

        /** Its name in the configuration. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One that explores as usual. */
    public Selection(By by, boolean sticky, @Nullable Canary canary) {
        this(by, sticky, canary, USUAL_EXPLORE_PERCENT);
    }

    /**
     * A way on trial.
     *
     * @param way its name, one of the row's
     * @param percent of the messages that it gets before all others, above 0, at most 100
     */
    public record Canary(String way, double percent) {}
}
