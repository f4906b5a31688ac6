package trunkline.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trunkline.sip.locate.DomainNames.Srv;

class SrvOrderTest {

    private static Srv srv(int priority, int weight, String host) {
        return new Srv(priority, weight, 5060, host);
    }

    @Test
    void triesTheLowestPriorityNumberFirst() {
        List<Srv> records = List.of(srv(20, 9, "c"), srv(5, 0, "a"), srv(10, 1, "b"));
        assertThat(SrvOrder.of(records, new Random(1))).extracting(Srv::host).containsExactly("a", "b", "c");
    }

    @Test
    void drawsInProportionToTheWeights() {
        List<Srv> records = List.of(srv(1, 10, "small"), srv(1, 90, "large"), srv(1, 0, "none"));
        Random random = new Random(2782);
        List<String> firsts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            List<Srv> ordered = SrvOrder.of(records, random);
            assertThat(ordered).containsExactlyInAnyOrderElementsOf(records);
            firsts.add(ordered.get(0).host());
        }
        assertThat(firsts.stream().filter("large"::equals).count()).isBetween(8_700L, 9_200L);
        assertThat(firsts.stream().filter("small"::equals).count()).isBetween(800L, 1_200L);
        assertThat(firsts.stream().filter("none"::equals).count())
                .as("1 of 101")
                .isBetween(30L, 250L);
    }
}
