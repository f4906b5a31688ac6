package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private static final String PROXY = "192.0.2.9";

    private final OpenConnections connections = new OpenConnections(5, 2);
    private final ClientAddress clients =
            new ClientAddress(address -> address.getHostAddress().equals(PROXY), text -> null);

    private EmbeddedChannel connectionFrom(String address) throws UnknownHostException {
        SocketAddress from = new InetSocketAddress(InetAddress.getByName(address), 4_711);
        return new EmbeddedChannel(new ConnectionGate(connections, clients)) {
            @Override
            protected SocketAddress remoteAddress0() {
                return from;
            }
        };
    }

    @Test
    void oneClientHasSoManyAndNoMoreUntilOneOfThemEnds() throws Exception {
        EmbeddedChannel first = connectionFrom("192.0.2.1");
        EmbeddedChannel second = connectionFrom("192.0.2.1");
        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isTrue();

        assertThat(connectionFrom("192.0.2.1").isOpen()).isFalse();
        assertThat(connectionFrom("192.0.2.2").isOpen()).isTrue();
        assertThat(connections.count()).isEqualTo(3);
        assertThat(connections.refused()).isEqualTo(1);

        first.close().syncUninterruptibly();
        assertThat(connectionFrom("192.0.2.1").isOpen()).isTrue();
        assertThat(connections.count()).isEqualTo(3);
    }

    @Test
    void theAddressesOfOneNetworkOfIpv6AreOneClient() throws Exception {
        assertThat(connectionFrom("2001:db8::1").isOpen()).isTrue();
        assertThat(connectionFrom("2001:db8::2").isOpen()).isTrue();
        assertThat(connectionFrom("2001:db8::3").isOpen()).isFalse();
    }

    @Test
    void ofAProxyOnlyAllTogetherAreBounded() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(connectionFrom(PROXY).isOpen()).isTrue();
        }

        assertThat(connectionFrom(PROXY).isOpen()).isFalse();
        assertThat(connectionFrom("192.0.2.1").isOpen()).isFalse();
        assertThat(connections.count()).isEqualTo(5);
    }
}
