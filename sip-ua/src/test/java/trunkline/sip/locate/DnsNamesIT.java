package trunkline.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.sip.locate.DomainNames.Naptr;
import trunkline.sip.locate.DomainNames.Srv;

/** Over real datagrams. */
class DnsNamesIT {

    private static final String ZONE =
            """
            example.com. 60 IN NAPTR 10 20 "s" "SIP+D2U" "" _sip._udp.example.com.
            _sip._udp.example.com. 60 IN SRV 1 2 5070 a.example.com.
            _none._udp.example.com. 60 IN SRV 0 0 0 .
            a.example.com. 60 IN A 192.0.2.1
            a.example.com. 60 IN AAAA 2001:db8::1
            """;

    private final FakeNameServer server = new FakeNameServer();
    private final FakeNameServer second = new FakeNameServer();
    private final DomainNames names = DnsNames.asking(List.of(server.address(), second.address()));

    DnsNamesIT() {
        server.zone(ZONE);
        second.zone(ZONE);
    }

    @AfterEach
    void close() {
        server.close();
        second.close();
    }

    private static <T> T get(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void readsWhatTheServersSay() throws Exception {
        assertThat(get(names.naptr("example.com")))
                .containsExactly(new Naptr(10, 20, "SIP+D2U", "_sip._udp.example.com"));
        assertThat(get(names.srv("_sip._udp.example.com"))).containsExactly(new Srv(1, 2, 5070, "a.example.com"));
        assertThat(get(names.srv("_none._udp.example.com"))).containsExactly(new Srv(0, 0, 0, "."));
        assertThat(get(names.addresses("a.example.com")))
                .containsExactly(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1"));
    }

    @Test
    void findsNothingWhereThereIsNoSuchNameOrNoSuchRecord() {
        assertThat(get(names.srv("nothing.example.com"))).isEmpty();
        assertThat(get(names.srv("a.example.com"))).isEmpty();
        assertThat(get(names.addresses("not a name..at all"))).isEmpty();
    }

    @Test
    void asksOnceForAsLongAsTheAnswerLives() {
        get(names.srv("_sip._udp.example.com"));
        get(names.srv("_sip._udp.example.com"));
        assertThat(server.asked()).containsExactly("_sip._udp.example.com. SRV");
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSES", "FAILS", "SILENT"})
    void asksTheNextServerWhereOneDoesNotHelp(FakeNameServer.Mood mood) {
        server.mood(mood);
        assertThat(get(names.srv("_sip._udp.example.com"))).hasSize(1);
    }

    @Test
    void failsWhereNoServerHelps() {
        server.mood(FakeNameServer.Mood.REFUSES);
        second.mood(FakeNameServer.Mood.FAILS);
        assertThatThrownBy(() -> get(names.srv("_sip._udp.example.com")))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NameServersFailedException.class);
        server.mood(FakeNameServer.Mood.ANSWERS);
        assertThat(get(names.srv("_sip._udp.example.com"))).as("the next time").hasSize(1);
    }
}
