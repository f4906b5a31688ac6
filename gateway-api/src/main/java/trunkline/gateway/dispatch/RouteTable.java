package trunkline.gateway.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.PhoneNumber;

/**
 * Which way a message goes, by the prefix of its recipient: the longest prefix that has a way of the kind wins.
 *
 * <p>Immutable.
 */
public final class RouteTable {

    /**
     * One row.
     *
     * @param prefix of the number in E.164 form, {@code +} for all numbers
     * @param sms names of SMSCs, the first is taken
     * @param voice names of trunks, the first is taken
     */
    public record Route(String prefix, List<String> sms, List<String> voice) {}

    private final List<Route> longestFirst;

    public RouteTable(List<Route> routes) {
        this.longestFirst = routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> -route.prefix().length()))
                .toList();
    }

    /** The SMSC for an SMS to this number, or null if no route has one. */
    public @Nullable String smsWay(PhoneNumber to) {
        return firstWay(to, Route::sms);
    }

    /** The trunk for a call to this number, or null if no route has one. */
    public @Nullable String voiceWay(PhoneNumber to) {
        return firstWay(to, Route::voice);
    }

    private @Nullable String firstWay(PhoneNumber to, Function<Route, List<String>> kind) {
        for (Route route : longestFirst) {
            List<String> ways = kind.apply(route);
            if (!ways.isEmpty() && to.e164().startsWith(route.prefix())) {
                return ways.get(0);
            }
        }
        return null;
    }
}
