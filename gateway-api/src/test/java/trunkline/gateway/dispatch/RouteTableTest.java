package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.gateway.dispatch.RouteTable.Route;
import trunkline.gateway.message.PhoneNumber;

class RouteTableTest {

    private final RouteTable table = new RouteTable(List.of(
            new Route("+46", List.of("carrier-a", "carrier-b"), List.of()),
            new Route("+4673", List.of("carrier-m"), List.of()),
            new Route("+", List.of(), List.of("pbx"))));

    @Test
    void theLongestPrefixWins() {
        assertThat(table.smsWay(new PhoneNumber("+46736265449"))).isEqualTo("carrier-m");
        assertThat(table.smsWay(new PhoneNumber("+46700000000"))).isEqualTo("carrier-a");
    }

    @Test
    void aRowWithoutAWayOfTheKindDoesNotMatch() {
        assertThat(table.smsWay(new PhoneNumber("+4915112345678"))).isNull();
        assertThat(table.voiceWay(new PhoneNumber("+46736265449"))).isEqualTo("pbx");
    }
}
