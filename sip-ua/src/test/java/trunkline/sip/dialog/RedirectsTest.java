package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedirectsTest {

    @Test
    void goesThroughTheAddressesOfTheLastResponseBeforeEarlierOnes() {
        Redirects redirects = Redirects.from("sip:0").with(List.of("sip:1", "sip:2"));
        assertThat(redirects.next()).contains("sip:1");
        redirects = redirects.called().with(List.of("sip:0", "sip:1", "sip:3", "sip:3"));
        assertThat(redirects.next()).contains("sip:3");
        redirects = redirects.called();
        assertThat(redirects.next()).contains("sip:2");
        assertThat(redirects.called().next()).isEmpty();
    }

    @Test
    void callsNoMoreThanItsBoundHoweverManyItIsTold() {
        Redirects redirects = Redirects.from("sip:first");
        int called = 0;
        for (int round = 0; round < 5; round++) {
            int from = round * 100;
            redirects = redirects.with(
                    IntStream.range(from, from + 100).mapToObj(i -> "sip:" + i).toList());
            for (; redirects.next().isPresent() && called % 3 != 2; called++) {
                redirects = redirects.called();
            }
            called++;
            redirects = redirects.next().isPresent() ? redirects.called() : redirects;
        }
        while (redirects.next().isPresent()) {
            redirects = redirects.called();
        }
        assertThat(redirects.tried()).hasSize(Redirects.MAX + 1);
    }
}
