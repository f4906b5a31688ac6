package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.local.LocalAddress;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.config.Network;

/** Where requests come from, with two proxies in front: 10.0.0.1 and what is in 10.1.0.0/16. */
class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";

    private final ClientAddress addresses = new ClientAddress(
            address -> Network.of("10.0.0.1").contains(address)
                    || Network.of("10.1.0.0/16").contains(address)
                    || Network.of("fd00::/64").contains(address),
            Network::address);

    private static InetSocketAddress peer(String address) {
        return new InetSocketAddress(Objects.requireNonNull(Network.address(address)), 40_000);
    }

    private ClientAddress.Client of(String proxy, String... headers) {
        DefaultHttpHeaders all = new DefaultHttpHeaders();
        for (String header : headers) {
            all.add("X-Forwarded-For", header);
        }
        return addresses.of(peer(proxy), all);
    }

    private static String shown(ClientAddress.Client client) {
        InetAddress address = client.address();
        return address == null ? "nobody" : address.getHostAddress();
    }

    @Test
    void whatSomebodySaysWhoIsNoProxyIsNotAskedFor() {
        ClientAddress.Client client = addresses.of(peer("203.0.113.9"));

        assertThat(client).isNotNull();
        assertThat(shown(client)).isEqualTo("203.0.113.9");
        assertThat(client.counted()).isEqualTo("203.0.113.9");
        assertThat(addresses.of(peer(PROXY))).isNull();
        assertThat(addresses.of(new LocalAddress("x"))).isEqualTo(new ClientAddress.Client(null, "unknown"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the last hop that is no proxy of ours, whatever a client has written before it
                "203.0.113.9|203.0.113.9",
                "1.2.3.4, 203.0.113.9|203.0.113.9",
                "10.0.0.1, 203.0.113.9|203.0.113.9",
                "203.0.113.9, 10.1.2.3|203.0.113.9",
                "203.0.113.9,10.1.2.3,10.1.9.9|203.0.113.9",
                " 203.0.113.9 |203.0.113.9",
                "2001:db8::7|2001:db8:0:0:0:0:0:7",
                "::ffff:203.0.113.9|203.0.113.9",
                // all are proxies: the first of them
                "10.1.2.3, 10.1.9.9|10.1.2.3",
                // what is no address ends the way back: the proxy that wrote it is where it comes from
                "``|10.0.0.1",
                ",|10.0.0.1",
                "unknown|10.0.0.1",
                "localhost|10.0.0.1",
                "example.com|10.0.0.1",
                "203.0.113.9, evil|10.0.0.1",
                "evil, 203.0.113.9|203.0.113.9",
                "203.0.113.9, , 10.1.2.3|10.1.2.3",
                "203.0.113.9:4711|10.0.0.1",
                "[2001:db8::7]|10.0.0.1",
                "fe80::1%eth0|10.0.0.1",
                "203.0.113.009|10.0.0.1",
                "203.0.113|10.0.0.1",
                "3405803785|10.0.0.1",
                "0xcb007109|10.0.0.1",
                "203.0.113.256|10.0.0.1",
                "203.0.113.9; 10.1.2.3|10.0.0.1",
                "203.0.113.9 10.1.2.3|10.0.0.1",
                "' OR 1=1 --|10.0.0.1",
                "٢٠٣.0.113.9|10.0.0.1",
                "127.0.0.1|127.0.0.1",
            })
    void aProxyIsBelievedAsFarAsItIsOne(String header, String address) {
        assertThat(shown(of(PROXY, header))).isEqualTo(address);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(shown(of(PROXY, "1.2.3.4", "203.0.113.9, 10.1.2.3"))).isEqualTo("203.0.113.9");
        assertThat(shown(of(PROXY, "203.0.113.9", "10.1.2.3"))).isEqualTo("203.0.113.9");
        assertThat(shown(of(PROXY))).isEqualTo(PROXY);
    }

    @Test
    void aListOfManyThousandsIsReadFromItsEnd() {
        String forged = IntStream.range(0, 50_000).mapToObj(i -> "1.2.3.4").collect(Collectors.joining(","));

        assertThat(shown(of(PROXY, forged + ", 203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(shown(of(PROXY, "x".repeat(100_000)))).isEqualTo(PROXY);
    }

    @Test
    void addressesOfOneNetworkOfIpv6CountAsOneAndStayApartForAllowLists() {
        ClientAddress.Client one = of(PROXY, "2001:db8:0:1::1");
        ClientAddress.Client other = of(PROXY, "2001:db8:0:1:ffff::2");
        ClientAddress.Client elsewhere = of(PROXY, "2001:db8:0:2::1");

        assertThat(one.counted()).isEqualTo("20010db800000001").isEqualTo(other.counted());
        assertThat(elsewhere.counted()).isNotEqualTo(one.counted());
        assertThat(one.address()).isNotEqualTo(other.address());
        assertThat(shown(of("fd00::1", "203.0.113.9"))).isEqualTo("203.0.113.9");
    }
}
