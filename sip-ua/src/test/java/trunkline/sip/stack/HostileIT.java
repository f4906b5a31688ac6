package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

/** What comes from outside to a user agent that only calls. In each test a running call must not notice. */
@Isolated
class HostileIT {

    private static SipUserAgent agent;
    private static InetSocketAddress us;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final ScriptedPeer stranger = new ScriptedPeer();
    private final HeardCall heard = new HeardCall();

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withT1(Duration.ofMillis(100)));
        agent.start();
        us = agent.localAddress();
        // Those who ask from outside do so from the address of a trunk, or they would get no answer at all.
        Dialling.open(agent, TrunkSettings.of("known", "127.0.0.1:9", "gw.local"));
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    @AfterEach
    void close() {
        peer.close();
        stranger.close();
    }

    private OutboundCall dial() {
        return Dialling.dial(
                agent,
                TrunkSettings.of("peer", peer.hostPort(), "gw.local"),
                CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER),
                heard);
    }

    private SipText answered() {
        dial();
        SipText invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        return invite;
    }

    private void assertTheCallGoesOn(SipText invite) {
        peer.send(peer.request(invite, "INFO", 100, "t1"), us);
        assertThat(peer.expect("SIP/2.0").startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(heard.heard()).containsExactly("answered");
    }

    private String outside(String method, String... lines) {
        return method + " sip:1000@" + us.getAddress().getHostAddress() + ":" + us.getPort() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + stranger.hostPort() + ";branch=z9hG4bKscan1\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:100@1.1.1.1>;tag=evil\r\n"
                + "To: <sip:1000@1.1.1.1>\r\n"
                + "Call-ID: scan\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + "Contact: <sip:100@" + stranger.hostPort() + ">\r\n"
                + String.join("", lines)
                + "Content-Length: 0\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "INVITE, 403",
        "OPTIONS, 200",
        "REGISTER, 405",
        "SUBSCRIBE, 405",
        "NOTIFY, 405",
        "MESSAGE, 405",
        "BYE, 481",
        "CANCEL, 481",
        "NONSENSE, 501"
    })
    void refusesARequestFromOutsideWithoutKeepingAnything(String method, int status) {
        int before = agent.sizes().serverTransactions();
        stranger.send(outside(method), us);
        SipText refusal = stranger.expect("SIP/2.0");
        assertThat(refusal.startLine()).startsWith("SIP/2.0 " + status);
        assertThat(refusal.header("To")).contains(";tag=");
        stranger.send(outside(method), us);
        assertThat(stranger.expect("SIP/2.0").text()).as("to a repeated one").isEqualTo(refusal.text());
        assertThat(agent.sizes().serverTransactions()).isLessThanOrEqualTo(before);
    }

    @Test
    void saysNothingToAStranger() {
        SipText invite = answered();
        long before = agent.drops().strangers();
        try (var foreign = new ScriptedPeer("127.0.0.2")) {
            for (String method : new String[] {"INVITE", "OPTIONS", "REGISTER", "BYE", "NONSENSE"}) {
                foreign.send(outside(method), us);
            }
            foreign.send("INVITE sip:x SIP/2.0\r\nVia: broken\r\n\r\n", us);
            assertThat(foreign.nothing("", 300)).isTrue();
            assertThat(agent.drops().strangers()).isEqualTo(before + 6);
            foreign.send(peer.request(invite, "INFO", 7, "t1").replace(peer.hostPort(), foreign.hostPort()), us);
            assertThat(foreign.expect("SIP/2.0").startLine())
                    .as("to one who knows the Call-ID and tags, from wherever: a trunk may have many addresses")
                    .isEqualTo("SIP/2.0 200 OK");
        }
        assertTheCallGoesOn(invite);
    }

    @Test
    void saysNothingToAnAckFromOutside() {
        stranger.send(outside("ACK"), us);
        assertThat(stranger.nothing("SIP/2.0", 200)).isTrue();
    }

    @Test
    void isNotHungUpByAByeWithWrongTags() {
        SipText invite = answered();
        String bye = peer.request(invite, "BYE", 1, "t1");
        stranger.send(bye.replace("tag=t1", "tag=guessed"), us);
        assertThat(peer.expect("SIP/2.0").startLine()).startsWith("SIP/2.0 481");
        stranger.send(bye.replace(invite.fromTag(), "guessed").replace("z9hG4bK", "z9hG4bKa"), us);
        assertThat(peer.expect("SIP/2.0").startLine()).startsWith("SIP/2.0 481");
        stranger.send(bye.replace(invite.header("Call-ID"), "guessed").replace("z9hG4bK", "z9hG4bKb"), us);
        assertThat(peer.expect("SIP/2.0").startLine()).startsWith("SIP/2.0 481");
        assertTheCallGoesOn(invite);
    }

    @Test
    void believesNoResponseWithABranchThatItHasNotMade() {
        OutboundCall call = dial();
        SipText invite = peer.expect("INVITE");
        long before = agent.drops().responses();
        for (String status : new String[] {"200 OK", "486 Busy Here", "302 Moved Temporarily", "180 Ringing"}) {
            String forged = ScriptedPeer.response(
                    invite,
                    status,
                    "evil",
                    "Contact: " + stranger.contact(),
                    "Content-Type: application/sdp",
                    "",
                    ScriptedPeer.SDP);
            stranger.send(forged.replace(invite.branch(), "z9hG4bKforged"), us);
            stranger.send(forged.replace(invite.branch(), invite.branch() + "x"), us);
        }
        peer.respond(invite, "180 Ringing", "t1");
        await().until(() -> heard.hasHeard("ringing 180"));
        assertThat(heard.heard()).containsExactly("ringing 180");
        assertThat(agent.drops().responses())
                .as("all but one 200, which begins as our branches do and so is looked at by the call")
                .isEqualTo(before + 7);
        call.hangUp();
        peer.respond(peer.expect("CANCEL"), "200 OK", "t1");
        peer.respond(invite, "487 Request Terminated", "t1");
    }

    @Test
    void believesNo200WithAnotherFromTag() {
        SipText invite = answered();
        String forged = ScriptedPeer.response(
                        invite,
                        "200 OK",
                        "evil",
                        "Contact: " + stranger.contact(),
                        "Content-Type: application/sdp",
                        "",
                        ScriptedPeer.SDP)
                .replace(invite.fromTag(), "guessed");
        stranger.send(forged, us);
        // And once more when no transaction is left that would have looked at it.
        await().atMost(Duration.ofSeconds(20)).until(() -> agent.sizes().clientTransactions() == 0);
        stranger.send(forged, us);
        assertThat(stranger.nothing("ACK", 300)).isTrue();
        assertTheCallGoesOn(invite);
    }

    @Test
    void dropsWhatIsNoSip() {
        SipText invite = answered();
        long before = agent.drops().datagrams();
        Random random = new Random(5060);
        for (int i = 0; i < 2000; i++) {
            byte[] garbage = new byte[1 + random.nextInt(1400)];
            random.nextBytes(garbage);
            stranger.send(garbage, us);
        }
        for (String text : new String[] {
            "",
            "\r\n\r\n",
            "\0",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "SIP/2.0",
            "SIP/2.0 200",
            "INVITE",
            "INVITE ",
            "Via: x\r\nCSeq: 1\r\n\r\n",
            "INVITE sip:x SIP/2.0\r\n",
            "SIP/2.0 999999999999 x\r\n\r\n",
            "INVITE sip:x SIP/2.0\r\nCSeq: 99999999999999 INVITE\r\n\r\n",
            "OPTIONS sip:x SIP/7.0\r\n\r\n"
        }) {
            stranger.send(text.getBytes(StandardCharsets.UTF_8), us);
        }
        assertTheCallGoesOn(invite);
        assertThat(agent.drops().datagrams()).isGreaterThan(before);
    }

    @Test
    void dropsAMessageThatIsTooLarge() {
        SipText invite = answered();
        stranger.send(outside("OPTIONS", "X-Padding: " + "x".repeat(20_000) + "\r\n"), us);
        assertThat(stranger.nothing("SIP/2.0 200", 200)).isTrue();
        assertTheCallGoesOn(invite);
    }

    @Test
    void survivesMutatedMessagesOfEveryKind() {
        SipText invite = answered();
        String[] seeds = {
            peer.request(invite, "BYE", 7, "nobody"),
            peer.request(invite, "INVITE", 7, "nobody", "Content-Type: application/sdp", "", ScriptedPeer.SDP),
            outside("INVITE", "Require: a,b\r\n", "Route: <sip:a;lr>,<sip:b>\r\n"),
            outside("OPTIONS", "Reason: Q.850;cause=16\r\n", "Warning: 399 a \"b\"\r\n", "Retry-After: 5\r\n"),
            ScriptedPeer.response(invite, "401 Unauthorized", "x", "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""),
            ScriptedPeer.response(invite, "302 Moved", "x", "Contact: <sip:a@b>;q=0.5, \"x\" <sip:c@d>"),
        };
        Random random = new Random(4475);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = seeds[random.nextInt(seeds.length)].getBytes(StandardCharsets.UTF_8);
            stranger.send(mutated(octets, random), us);
            if (i % 500 == 0) {
                peer.send(peer.request(invite, "INFO", 1 + i, "t1"), us);
                peer.expect("SIP/2.0 200");
            }
        }
        peer.send(peer.request(invite, "INFO", 30_000, "t1"), us);
        peer.expect("SIP/2.0 200");
        assertThat(heard.heard()).containsExactly("answered");
    }

    private static byte[] mutated(byte[] octets, Random random) {
        byte[] copy = octets.clone();
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(4)) {
                case 0 -> copy[at] = (byte) random.nextInt(256);
                case 1 -> copy[at] = (byte) "\r\n\";:<>@,= \\%\0".charAt(random.nextInt(14));
                case 2 -> {
                    int length = Math.min(8, Math.min(copy.length, octets.length) - Math.min(at, octets.length));
                    System.arraycopy(octets, random.nextInt(octets.length - length), copy, at, length);
                }
                default -> copy = Arrays.copyOf(copy, Math.max(20, at));
            }
        }
        return copy;
    }

    @Test
    void keepsARunningCallThroughAFloodOfRequests() {
        SipText invite = answered();
        long before = agent.drops().requests() + agent.drops().datagrams();
        byte[] scan = outside("INVITE").getBytes(StandardCharsets.UTF_8);
        for (int batch = 0; batch < 30; batch++) {
            for (int i = 0; i < 500; i++) {
                stranger.send(scan, us);
            }
            assertAnswered(peer.request(invite, "INFO", 1 + batch, "t1"));
        }
        assertThat(heard.heard()).containsExactly("answered");
        assertThat(agent.drops().requests() + agent.drops().datagrams()).isGreaterThan(before + 1000);
        assertThat(agent.sizes().serverTransactions()).isLessThan(40);
    }

    /** As a peer does it: the request is repeated, here every 100 ms, until an answer comes. */
    private void assertAnswered(String request) {
        for (int i = 0; i < 10; i++) {
            peer.send(request, us);
            if (!peer.nothing("SIP/2.0 200", 100)) {
                return;
            }
        }
        throw new AssertionError("no answer to " + request);
    }
}
