package trunkline.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.locate.DomainNames.Naptr;
import trunkline.sip.locate.DomainNames.Srv;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.Transport;

/** RFC 3263 §4.1 and §4.2; our own address is one of IPv4. */
class LocatorTest {

    private static final Set<Transport> UDP_TCP = EnumSet.of(Transport.UDP, Transport.TCP);

    private final FakeNames names = new FakeNames();
    private final Locator locator = new Locator(names, Inet4Address.class::isInstance, new Random(3263));

    private String locate(String hop) {
        return locate(hop, UDP_TCP);
    }

    private String locate(String hop, Set<Transport> transports) {
        Located located = locator.locate(NextHop.parse(hop), transports)
                .toCompletableFuture()
                .join();
        return located instanceof Located.Found found
                ? String.join(
                        " ", found.targets().stream().map(Target::toString).toList())
                : ((Located.Nowhere) located).why();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1:5060;transport=udp",
        "192.0.2.1;transport=tcp, 192.0.2.1:5060;transport=tcp",
        "192.0.2.1;transport=tls, 192.0.2.1:5061;transport=tls",
        "192.0.2.1:5070;transport=tls, 192.0.2.1:5070;transport=tls",
        "[2001:db8::1], [2001:db8::1] is of another family than our own address",
        "999.0.2.1, 999.0.2.1 is no address"
    })
    void asksNobodyAboutAnAddress(String hop, String expected) {
        assertThat(locate(hop)).isEqualTo(expected);
        assertThat(names.asked()).isEmpty();
    }

    @Test
    void asksForAddressesAloneWhereAPortIsGiven() {
        names.address("pbx.example", "192.0.2.1", "2001:db8::1", "192.0.2.2");
        assertThat(locate("pbx.example:5070;transport=tcp"))
                .isEqualTo("192.0.2.1:5070;transport=tcp 192.0.2.2:5070;transport=tcp");
        assertThat(names.asked()).containsExactly("A pbx.example");
    }

    @Test
    void takesTheFirstServiceThatItHasByOrderAndPreference() {
        names.naptr(
                        "example.com",
                        new Naptr(20, 10, "SIP+D2U", "udp.example.com"),
                        new Naptr(10, 50, "SIP+D2T", "tcp.example.com"),
                        new Naptr(10, 40, "SIPS+D2T", "tls.example.com"),
                        new Naptr(5, 1, "E2U+email", "mail.example.com"))
                .srv("tcp.example.com", new Srv(1, 0, 5080, "a.example.com"))
                .srv("tls.example.com", new Srv(1, 0, 5081, "a.example.com"))
                .address("a.example.com", "192.0.2.9");
        assertThat(locate("example.com")).isEqualTo("192.0.2.9:5080;transport=tcp");
        assertThat(locate("example.com", EnumSet.allOf(Transport.class))).isEqualTo("192.0.2.9:5081;transport=tls");
        assertThat(locate("example.com", EnumSet.of(Transport.UDP)))
                .as("the service is there, its records are not")
                .isEqualTo("example.com has no address that we can send to");
    }

    @Test
    void asksForServiceRecordsOfEachTransportWhereThereIsNoNaptr() {
        names.srv("_sip._tcp.example.com", new Srv(1, 0, 5060, "a.example.com")).address("a.example.com", "192.0.2.9");
        assertThat(locate("example.com")).isEqualTo("192.0.2.9:5060;transport=tcp");
        assertThat(names.asked())
                .containsExactly(
                        "NAPTR example.com",
                        "SRV _sip._udp.example.com",
                        "SRV _sip._tcp.example.com",
                        "A a.example.com");
    }

    @Test
    void asksForServiceRecordsOfTheTransportThatIsGiven() {
        names.srv("_sips._tcp.example.com", new Srv(2, 0, 5071, "b.example.com"), new Srv(1, 0, 5061, "a.example.com"))
                .address("a.example.com", "192.0.2.1")
                .address("b.example.com", "192.0.2.2");
        assertThat(locate("example.com;transport=tls"))
                .isEqualTo("192.0.2.1:5061;transport=tls 192.0.2.2:5071;transport=tls");
        assertThat(names.asked().get(0)).isEqualTo("SRV _sips._tcp.example.com");
    }

    @Test
    void fallsBackToAddressesWhereThereIsNothingElse() {
        names.address("example.com", "192.0.2.7");
        assertThat(locate("example.com")).isEqualTo("192.0.2.7:5060;transport=udp");
        assertThat(locate("example.com;transport=tls")).isEqualTo("192.0.2.7:5061;transport=tls");
        assertThat(locate("other.example")).isEqualTo("other.example has no address that we can send to");
    }

    @Test
    void believesADomainThatSaysThatItHasNoSuchService() {
        names.srv("_sip._udp.example.com", new Srv(0, 0, 0, ".")).address("example.com", "192.0.2.7");
        assertThat(locate("example.com;transport=udp")).isEqualTo("example.com has no address that we can send to");
    }

    @Test
    void takesNoMoreThanItsBound() {
        Srv[] many = new Srv[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Srv(i, 0, 6000 + i, "a.example.com");
        }
        names.srv("_sip._udp.example.com", many).address("a.example.com", "192.0.2.1", "192.0.2.2");
        assertThat(locate("example.com;transport=udp").split(" ")).hasSize(Locator.MAX_TARGETS);
    }

    @Test
    void goesOnToTheNextStepWhereNameServersFailOnOne() {
        names.address("example.com", "192.0.2.7");
        names.fail("NAPTR");
        assertThat(locate("example.com")).isEqualTo("192.0.2.7:5060;transport=udp");
        names.fail("A");
        assertThat(locate("new.example")).isEqualTo("the name servers do not answer for new.example");
    }

    @Test
    void usesWhatItKnewWhileTheNameServersFail() {
        names.srv("_sip._udp.example.com", new Srv(1, 0, 5080, "a.example.com"))
                .address("a.example.com", "192.0.2.9")
                .address("example.com", "192.0.2.7");
        String before = locate("example.com");
        for (String what : List.of("NAPTR", "SRV", "A ")) {
            names.fail(what);
            assertThat(locate("example.com")).as(what).isEqualTo(before);
        }
        names.fail("none");
        names.srv("_sip._udp.example.com", new Srv(1, 0, 5090, "a.example.com"));
        assertThat(locate("example.com")).isEqualTo("192.0.2.9:5090;transport=udp");
    }

    @Test
    void forgetsWhatIsNoLongerTrue() {
        names.address("example.com", "192.0.2.7");
        locate("example.com:5060");
        names.address("example.com");
        assertThat(locate("example.com:5060")).isEqualTo("example.com has no address that we can send to");
        names.fail("A");
        assertThat(locate("example.com:5060")).isEqualTo("the name servers do not answer for example.com");
    }
}
