package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

/**
 * The messages of RFC 4475, sent to us by a trunk, by a stranger, and over TCP. What is answered is what the RFC asks of a
 * user agent that takes no calls: 403 for an INVITE that can be read, 405 for a request of another method, 400 for what
 * cannot be read. Where the RFC lets the receiver choose between being liberal and refusing, the table has what we do.
 */
class TortureIT {

    /** The status that each request gets over UDP; 0 for none. Responses get nothing. */
    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("wsinv", 481),
            Map.entry("intmeth", 501),
            Map.entry("esc01", 403),
            Map.entry("escnull", 405),
            Map.entry("esc02", 501),
            Map.entry("lwsdisp", 200),
            Map.entry("longreq", 403),
            Map.entry("dblreq", 405),
            Map.entry("semiuri", 200),
            Map.entry("transports", 200),
            Map.entry("mpart01", 405),
            Map.entry("badinv01", 400),
            Map.entry("clerr", 400),
            Map.entry("ncl", 400),
            Map.entry("scalar02", 400),
            Map.entry("quotbal", 400),
            Map.entry("ltgtruri", 400),
            Map.entry("lwsruri", 400),
            Map.entry("lwsstart", 403),
            Map.entry("trws", 200),
            Map.entry("escruri", 403),
            Map.entry("baddate", 403),
            Map.entry("regbadct", 405),
            Map.entry("badaspec", 200),
            Map.entry("baddn", 200),
            Map.entry("badvers", 505),
            Map.entry("mismatch01", 400),
            Map.entry("mismatch02", 400),
            Map.entry("badbranch", 200),
            Map.entry("insuf", 0),
            Map.entry("unkscm", 416),
            Map.entry("novelsc", 416),
            Map.entry("unksm2", 405),
            Map.entry("bext01", 420),
            Map.entry("invut", 403),
            Map.entry("regaut01", 405),
            Map.entry("multi01", 400),
            Map.entry("mcl01", 400),
            Map.entry("zeromf", 200),
            Map.entry("cparam01", 405),
            Map.entry("cparam02", 405),
            Map.entry("regescrt", 405),
            Map.entry("sdp01", 403),
            Map.entry("inv2543", 403));

    private static final List<String> SENT = new CopyOnWriteArrayList<>();
    private static SipUserAgent agent;
    private static InetSocketAddress us;

    private static final ScriptedPeer PEER = new ScriptedPeer();
    private static final HeardCall HEARD = new HeardCall();
    private static SipText invite;
    private static int sequence;

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withTcp(true).withT1(Duration.ofMillis(50)), message -> {
            if (message.sent()) {
                SENT.add(message.startLine());
            }
        });
        agent.start();
        us = agent.localAddress();
        Dialling.dial(
                agent,
                TrunkSettings.of("peer", PEER.hostPort(), "gw.local"),
                CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER),
                HEARD);
        invite = PEER.expect("INVITE");
        PEER.answer(invite, "t1");
        PEER.expect("ACK");
        await().until(() -> HEARD.hasHeard("answered"));
    }

    @AfterAll
    static void stop() {
        agent.close();
        PEER.close();
    }

    /** A call that runs all the while, and must not notice. */
    private static void assertTheCallGoesOn() {
        PEER.send(PEER.request(invite, "INFO", ++sequence, "t1"), us);
        String expected = sequence + " INFO";
        await().until(() -> PEER.expect("SIP/2.0 200").header("CSeq").equals(expected));
        assertThat(HEARD.heard()).containsExactly("answered");
    }

    static Stream<Rfc4475.Message> messages() {
        return Rfc4475.all().stream();
    }

    @Test
    void hasAllOfThem() {
        assertThat(Rfc4475.all()).hasSize(49);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isStoodUpTo(Rfc4475.Message message) {
        SENT.clear();
        PEER.send(message.octets(), us);
        int status = message.isResponse() ? 0 : STATUS.get(message.name());
        if (status > 0) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> !SENT.isEmpty());
            assertThat(SENT).singleElement().asString().startsWith("SIP/2.0 " + status);
            SENT.clear();
        }
        assertTheCallGoesOn();
        assertThat(SENT).containsExactly("SIP/2.0 200 OK");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isStoodUpToOverTcp(Rfc4475.Message message) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), agent.localAddress().getPort())) {
            socket.getOutputStream().write(message.octets());
            socket.shutdownOutput();
            socket.setSoTimeout(5000);
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(20_000);
        }
        assertTheCallGoesOn();
    }

    @Test
    void getsNoAnswerFromAStrangersMouth() {
        SENT.clear();
        long before = agent.drops().strangers();
        try (var stranger = new ScriptedPeer("127.0.0.4")) {
            long requests = 0;
            for (Rfc4475.Message message : Rfc4475.all()) {
                stranger.send(message.octets(), us);
                requests += message.isResponse() ? 0 : 1;
            }
            long expected = before + requests;
            await().until(() -> agent.drops().strangers() == expected);
        }
        assertThat(SENT).isEmpty();
        assertTheCallGoesOn();
    }

    @Test
    void leavesNothingBehind() {
        for (Rfc4475.Message message : Rfc4475.all()) {
            PEER.send(message.octets(), us);
        }
        assertTheCallGoesOn();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            TableSizes sizes = agent.sizes();
            assertThat(sizes.calls() + sizes.dialogs())
                    .as("the one call and its dialog")
                    .isEqualTo(2);
            assertThat(sizes.endedCalls()).isZero();
            assertThat(sizes.clientTransactions() + sizes.serverTransactions()).isZero();
        });
    }
}
