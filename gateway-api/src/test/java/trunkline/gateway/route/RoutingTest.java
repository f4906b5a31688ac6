package trunkline.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.route.Selection.By;
import trunkline.gateway.route.Selection.Canary;

class RoutingTest {

    private static final int MESSAGES = 20_000;
    private static final RouteWay A = new RouteWay("a", 70, 0.02);
    private static final RouteWay B = new RouteWay("b", 30, 0.01);

    private final Set<String> down = new HashSet<>();
    private final Random random = new Random(4711);
    private final DeliveryRates rates = new DeliveryRates(Duration.ofHours(6), number -> null, () -> 0);
    private long lastKey;

    @Test
    void theFirstThatIsUpIsTaken() {
        Routing routing = routing(By.ORDER, false, null);
        assertThat(routing.way(query(1))).isEqualTo("a");
        down.add("a");
        assertThat(routing.way(query(1))).isEqualTo("b");
        down.add("b");
        assertThat(routing.way(query(1)))
                .as("all are down: it waits for the first")
                .isEqualTo("a");
    }

    @Test
    void theCheapestThatIsUpIsTaken() {
        Routing routing = routing(By.COST, false, null);
        assertThat(routing.way(query(1))).isEqualTo("b");
        down.add("b");
        assertThat(routing.way(query(1))).isEqualTo("a");
    }

    @Test
    void eachGetsItsShare() {
        Map<String, Integer> shares = shares(routing(By.WEIGHT, false, null));
        assertThat(shares.get("a")).isCloseTo(MESSAGES * 70 / 100, within(MESSAGES / 50));
        assertThat(shares.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MESSAGES);
    }

    @Test
    void theShareOfOneThatIsDownGoesToTheOthers() {
        down.add("a");
        assertThat(shares(routing(By.WEIGHT, false, null))).containsOnlyKeys("b");
    }

    @Test
    void stickyGivesTheSameWayEachTimeAndStillTheShares() {
        Routing routing = routing(By.WEIGHT, true, null);
        Routing another = routing(By.WEIGHT, true, null);
        Map<String, Integer> shares = shares(routing);
        assertThat(shares.get("a")).isCloseTo(MESSAGES * 70 / 100, within(MESSAGES / 50));
        for (int i = 0; i < 100; i++) {
            assertThat(another.way(query(i))).isEqualTo(routing.way(query(i)));
        }
    }

    @Test
    void theFirstIsTakenUntilAnotherOneDeliversMoreForSure() {
        Routing routing = byRate(0, false);
        assertThat(shares(routing)).as("nothing is known").containsOnlyKeys("a");
        deliver("a", 3, 4);
        deliver("b", 4, 4);
        assertThat(shares(routing)).as("that may be chance").containsOnlyKeys("a");
        deliver("a", 60, 100);
        deliver("b", 99, 100);
        assertThat(shares(routing)).containsOnlyKeys("b");
        down.add("b");
        assertThat(shares(routing)).containsOnlyKeys("a");
    }

    @Test
    void thoseThatAreNotChosenGetTheirShareSoThatTheirRatesStayKnown() {
        deliver("a", 10, 100);
        deliver("b", 99, 100);
        for (boolean sticky : List.of(false, true)) {
            Map<String, Integer> shares = shares(byRate(10, sticky));
            assertThat(shares.get("a")).isCloseTo(MESSAGES / 10, within(MESSAGES / 50));
        }
    }

    @Test
    void anExplanationShowsTheRatesThatDecide() {
        Routing routing = byRate(0, false);
        deliver("b", 99, 100);
        assertThat(routing.explain(query(1)).ways())
                .containsExactly(
                        new Routing.Candidate("a", null, DeliveryRate.NONE),
                        new Routing.Candidate("b", null, new DeliveryRate(99, 100)));
        assertThat(routing(By.ORDER, false, null)
                        .explain(query(1))
                        .ways()
                        .get(0)
                        .rate())
                .isNull();
    }

    @Test
    void aNewTableSaysWhatIsOtherInIt() {
        Route north = Route.ofPrefix("+46", List.of("a"), List.of());
        Route south = Route.ofPrefix("+39", List.of("a"), List.of());
        Route other = Route.ofPrefix("+39", List.of("b"), List.of());
        Route east = Route.ofPrefix("+48", List.of("a"), List.of());
        Routing routing = new Routing(table(north, south), WayHealth.UNKNOWN, random::nextDouble);

        assertThat(routing.replace(table(north, south))).isEmpty();
        assertThat(routing.replace(table(south, north))).containsExactly("routes in another order");
        assertThat(routing.replace(table(east, other)))
                .containsExactly("route +48 added", "route +39 changed", "route +46 removed");
    }

    private static RouteTable table(Route... routes) {
        return new RouteTable(List.of(routes), number -> null);
    }

    @Test
    void nothingIsMeasuredUnlessARowAsksForIt() {
        Routing routing = byRate(0, false);
        assertThat(rates.isWanted()).isTrue();
        routing.replace(new RouteTable(List.of(), number -> null));
        assertThat(rates.isWanted()).isFalse();
    }

    private Routing byRate(double explorePercent, boolean sticky) {
        return routing(new Selection(By.DELIVERY_RATE, sticky, null, explorePercent));
    }

    private void deliver(String way, int delivered, int of) {
        rates.want(true);
        for (int i = 0; i < of; i++) {
            rates.submitted(++lastKey, query(1).to(), way);
            rates.changed(lastKey, i < delivered ? SmsState.DELIVERED : SmsState.FAILED);
        }
    }

    @Test
    void aCanaryGetsItsShareBeforeAllOthersUnlessItIsDown() {
        for (boolean sticky : List.of(false, true)) {
            Map<String, Integer> shares = shares(routing(By.ORDER, sticky, new Canary("b", 5)));
            assertThat(shares.get("b")).isCloseTo(MESSAGES * 5 / 100, within(MESSAGES / 100));
        }
        down.add("b");
        assertThat(shares(routing(By.ORDER, false, new Canary("b", 100)))).containsOnlyKeys("a");
    }

    @Test
    void aMessageWhoseWayIsDownIsGivenToOneThatIsUp() {
        Routing routing = routing(By.ORDER, false, null);
        down.add("a");
        assertThat(routing.detour(query(1), "a", FailoverCause.DOWN, 0)).isEqualTo("b");
        assertThat(routing.detour(query(1), "a", FailoverCause.DOWN, 99)).isEqualTo("b");
        down.add("b");
        assertThat(routing.detour(query(1), "a", FailoverCause.DOWN, 0)).isNull();
    }

    @Test
    void aWayThatItsRowDoesNotNameAnyMoreIsLeftWhateverTheRowAsksFor() {
        Routing routing = routing(By.ORDER, false, null);
        assertThat(routing.detour(query(1), "gone", FailoverCause.DOWN, 0)).isEqualTo("a");
        assertThat(routing.detour(query(1), "gone", FailoverCause.UNANSWERED, 0))
                .as("which the row does not ask for")
                .isNull();
        down.add("a");
        down.add("b");
        assertThat(routing.detour(query(1), "gone", FailoverCause.DOWN, 0)).isNull();
    }

    @Test
    void refusalsGoThroughTheWaysOnce() {
        Routing routing = routing(By.ORDER, false, null);
        assertThat(routing.detour(query(1), "a", FailoverCause.TEMPORARY, 1)).isEqualTo("b");
        assertThat(routing.detour(query(1), "b", FailoverCause.TEMPORARY, 2)).isNull();
        assertThat(routing.detour(query(1), "a", FailoverCause.REFUSED, 1))
                .as("the row does not ask for it")
                .isNull();
    }

    @Test
    void aTableThatIsReplacedHoldsFromThenOn() {
        Routing routing = routing(By.ORDER, false, null);
        routing.replace(new RouteTable(List.of(), number -> null));
        assertThat(routing.way(query(1))).isNull();
        assertThat(routing.explain(query(1)).route()).isNull();
    }

    private Map<String, Integer> shares(Routing routing) {
        Map<String, Integer> shares = new HashMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            shares.merge(String.valueOf(routing.way(query(i))), 1, Integer::sum);
        }
        return shares;
    }

    private Routing routing(By by, boolean sticky, @Nullable Canary canary) {
        return routing(new Selection(by, sticky, canary));
    }

    private Routing routing(Selection selection) {
        Route route = new Route(
                "row",
                Route.USUAL_PRIORITY,
                List.of(new Condition.Prefix("+46")),
                List.of(A, B),
                List.of(),
                selection,
                Route.USUAL_FAILOVER);
        return new Routing(
                new RouteTable(List.of(route), number -> null),
                way -> down.contains(way) ? "it is down" : null,
                rates,
                random::nextDouble);
    }

    private static RouteQuery query(int number) {
        return new RouteQuery(
                MessageClass.TEXT,
                new PhoneNumber(String.format("+4670%07d", number)),
                new Sender("Shop"),
                "acme",
                Instant.EPOCH);
    }
}
