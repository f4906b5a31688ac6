package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261 §12.2.1.1 and §16.12.1. */
class RequestRouteTest {

    private static final String TARGET = "sip:uas@192.0.2.7;transport=tcp";

    @Test
    void goesToTheTargetWithoutARouteSet() {
        assertThat(RequestRoute.of(TARGET, List.of())).isEqualTo(new RequestRoute(TARGET, List.of(), TARGET));
    }

    @Test
    void goesAlongLooseRoutersToTheTarget() {
        List<String> routes = List.of("<sip:p1.example;lr>;x=y", "\"P2\" <sip:p2.example;transport=tcp;lr=on>");
        assertThat(RequestRoute.of(TARGET, routes)).isEqualTo(new RequestRoute(TARGET, routes, "sip:p1.example;lr"));
    }

    @Test
    void putsTheTargetLastForAStrictRouter() {
        List<String> routes = List.of("<sip:p1.example;method=INVITE;lrx?Subject=a>", "<sip:p2.example;lr>");
        assertThat(RequestRoute.of(TARGET, routes))
                .isEqualTo(new RequestRoute(
                        "sip:p1.example;lrx",
                        List.of("<sip:p2.example;lr>", "<" + TARGET + ">"),
                        "sip:p1.example;lrx"));
    }
}
