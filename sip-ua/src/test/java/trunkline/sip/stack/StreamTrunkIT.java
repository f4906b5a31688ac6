package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Unreachable;
import trunkline.sip.stack.ScriptedStreamPeer.Heard;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/** Trunks over TCP, and what connections suffer (RFC 3261 §18). */
class StreamTrunkIT {

    private static final CallRequest REQUEST =
            CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);
    private static SipUserAgent agent;

    private ScriptedStreamPeer peer = ScriptedStreamPeer.tcp();
    private final HeardCall heard = new HeardCall();

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withTcp(true).withT1(Duration.ofMillis(100)));
        agent.start();
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    @AfterEach
    void close() {
        peer.close();
    }

    private TrunkSettings trunk() {
        return TrunkSettings.of("peer", peer.hostPort(), "gw.local");
    }

    private Heard answered() {
        Dialling.dial(agent, trunk(), REQUEST, heard);
        Heard invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        return invite;
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), agent.localAddress().getPort());
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(5000);
        try {
            int octet = socket.getInputStream().read();
            while (octet >= 0) {
                octet = socket.getInputStream().read();
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Test
    void callsOverOneConnectionWithTransportInViaAndContactAndAContentLength() {
        OutboundCall call = Dialling.dial(agent, trunk(), REQUEST, heard);
        Heard invite = peer.expect("INVITE");
        int port = agent.localAddress().getPort();
        assertThat(invite.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + port + ";");
        assertThat(invite.header("Contact")).isEqualTo("<sip:+46701234567@127.0.0.1:" + port + ";transport=tcp>");
        assertThat(invite.header("Content-Length"))
                .isEqualTo("" + HeardCall.OFFER.text().length());
        peer.answer(invite, "t1");
        Heard ack = peer.expect("ACK");
        assertThat(ack.header("Content-Length")).isEqualTo("0");
        assertThat(ack.connection()).isSameAs(invite.connection());
        call.hangUp();
        Heard bye = peer.expect("BYE");
        assertThat(bye.connection()).isSameAs(invite.connection());
        peer.respond(bye, "200 OK", "");
        assertThat(heard.outcome()).isInstanceOf(Completed.class);
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void answersRequestsOnTheConnectionThatTheyComeBy() {
        Heard invite = answered();
        String bye = "BYE " + invite.header("Contact").replaceAll("[<>]", "") + " SIP/2.0\r\n"
                + "Via: SIP/2.0/TCP 127.0.0.1:" + peer.port() + ";branch=z9hG4bKbye\r\n"
                + "From: " + invite.header("To") + ";tag=t1\r\n"
                + "To: " + invite.header("From") + "\r\n"
                + "Call-ID: " + invite.header("Call-ID") + "\r\n"
                + "CSeq: 1 BYE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        peer.send(invite.connection(), bye);
        Heard ok = peer.expect("SIP/2.0 200");
        assertThat(ok.header("CSeq")).isEqualTo("1 BYE");
        assertThat(ok.connection()).isSameAs(invite.connection());
        assertThat(heard.outcome()).isInstanceOf(Completed.class);
    }

    @Test
    void takesRequestsOfItsTrunkByAnotherConnectionToo() throws IOException {
        Heard invite = answered();
        try (Socket other = connect()) {
            peer.send(
                    other,
                    "BYE sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bKother\r\n"
                            + "f: " + invite.header("To") + ";tag=t1\r\nt: " + invite.header("From") + "\r\n"
                            + "i: " + invite.header("Call-ID") + "\r\nCSeq: 1 BYE\r\nMax-Forwards: 70\r\nl: 0\r\n\r\n");
            byte[] answer = other.getInputStream().readNBytes(11);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("SIP/2.0 200");
        }
        assertThat(heard.outcome()).isInstanceOf(Completed.class);
    }

    @Test
    void isUnreachableAtOnceWhereNobodyListens() {
        TrunkSettings trunk = trunk();
        peer.close();
        long start = System.nanoTime();
        Dialling.dial(agent, trunk, REQUEST, heard);
        assertThat(heard.outcome()).isInstanceOfSatisfying(Unreachable.class, unreachable -> assertThat(
                        unreachable.status().phrase())
                .contains("Connection refused"));
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(3).toNanos());
        assertThat(agent.sizes().connections()).isZero();
    }

    @Test
    void isUnreachableWhereTheConnectionIsCutBeforeAnyResponse() {
        Dialling.dial(agent, trunk(), REQUEST, heard);
        peer.expect("INVITE");
        peer.reset();
        assertThat(heard.outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void goesOnWithACallWhoseConnectionIsCutAfterAResponse() {
        OutboundCall call = Dialling.dial(agent, trunk(), REQUEST, heard);
        Heard invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        peer.reset();
        await().until(() -> peer.connections() == 0);
        call.hangUp();
        Heard bye = peer.expect("BYE");
        assertThat(bye.connection()).as("by another connection").isNotSameAs(invite.connection());
        peer.respond(bye, "200 OK", "");
        assertThat(heard.outcome()).isInstanceOf(Completed.class);
    }

    @Test
    void callsAgainAfterThePeerWasKilledAndStartedAnew() {
        answered();
        int port = peer.port();
        peer.close();
        var refused = new HeardCall();
        await().until(() -> {
            var next = new HeardCall();
            Dialling.dial(agent, trunk(), REQUEST, next);
            return next.outcome() instanceof Unreachable;
        });
        peer = ScriptedStreamPeer.tcp(port);
        Dialling.dial(agent, trunk(), REQUEST, refused);
        peer.answer(peer.expect("INVITE"), "t2");
        peer.expect("ACK");
        await().until(() -> refused.hasHeard("answered"));
    }

    @Test
    void doesNotWaitForAPeerThatTakesConnectionsAndReadsNothing() throws IOException {
        try (var deaf = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TrunkSettings silent =
                    TrunkSettings.of("deaf", "127.0.0.1:" + deaf.getLocalPort() + ";transport=tcp", "gw");
            List<HeardCall> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                HeardCall call = new HeardCall();
                calls.add(call);
                Dialling.dial(agent, silent, REQUEST.withRing(Duration.ofMillis(300)), call);
            }
            answered();
            assertThat(calls).noneMatch(HeardCall::hasEnded);
            calls.forEach(call -> assertThat(call.outcome()).isInstanceOf(Unreachable.class));
        }
    }

    @Test
    void endsAConnectionThatBreaksTheRules() throws IOException {
        answered();
        long before = agent.drops().connections();
        for (String text : new String[] {
            "INVITE sip:x SIP/2.0\r\nVia: a\r\n\r\n", "\0\1\2", "INVITE sip:x SIP/2.0\r\nContent-Length: 99999\r\n\r\n"
        }) {
            try (Socket socket = connect()) {
                peer.send(socket, text);
                assertThat(isClosed(socket)).isTrue();
            }
        }
        try (Socket endless = connect()) {
            OutputStream out = endless.getOutputStream();
            out.write("OPTIONS sip:x SIP/2.0\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] header = "X-Endless: yes\r\n".repeat(64).getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < 1000; i++) {
                    out.write(header);
                }
            } catch (IOException closed) {
                // As it should be.
            }
            assertThat(isClosed(endless)).isTrue();
        }
        assertThat(agent.drops().connections()).isGreaterThanOrEqualTo(before + 4);
        assertThat(heard.heard()).containsExactly("answered");
    }

    @Test
    void refusesAMalformedRequestAndKeepsTheConnection() throws IOException {
        answered();
        try (Socket socket = connect()) {
            peer.send(
                    socket,
                    """
                    OPTIONS sip:x SIP/2.0
                    Via: SIP/2.0/TCP h;branch=z9hG4bKa
                    From: <sip:a@b>;tag=1
                    To: <sip:a
                    Call-ID: x
                    CSeq: 1 OPTIONS
                    Max-Forwards: 70
                    Content-Length: 0

                    """
                            .replace("\n", "\r\n"));
            assertThat(new String(socket.getInputStream().readNBytes(11), StandardCharsets.US_ASCII))
                    .isEqualTo("SIP/2.0 400");
            socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(agent.sizes().connections()).isGreaterThan(1);
        }
    }

    @Test
    void takesNoConnectionFromAStranger() throws IOException {
        answered();
        long before = agent.drops().connections();
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress("127.0.0.3", 0));
            socket.connect(agent.localAddress());
            assertThat(isClosed(socket)).isTrue();
        }
        assertThat(agent.drops().connections()).isEqualTo(before + 1);
    }

    // RFC 3261 §18.1.1

    private static TrunkManners large() {
        return TrunkManners.DEFAULT.withHeaders(java.util.Map.of("X-Large", "x".repeat(1000)));
    }

    @Test
    void sendsARequestThatMayNotFitIntoAPacketOverTcp() throws IOException {
        try (var udp = new ScriptedPeer()) {
            int port = Integer.parseInt(udp.hostPort().replaceAll(".*:", ""));
            try (var tcp = ScriptedStreamPeer.tcp(port)) {
                Dialling.dial(agent, TrunkSettings.of("t", udp.hostPort(), "gw").withManners(large()), REQUEST, heard);
                Heard invite = tcp.expect("INVITE");
                assertThat(invite.header("Via")).startsWith("SIP/2.0/TCP");
                tcp.respond(invite, "486 Busy Here", "t");
                assertThat(heard.outcome().status().code()).isEqualTo(486);
            }
        }
    }

    @Test
    void sendsItOverUdpWhereThereIsNoTcpAndRemembersThat() {
        try (var udp = new ScriptedPeer()) {
            SipTrunk trunk = Dialling.open(
                    agent, TrunkSettings.of("t", udp.hostPort(), "gw").withManners(large()));
            for (int i = 0; i < 2; i++) {
                var call = new HeardCall();
                trunk.dial(REQUEST, call);
                SipText invite = udp.expect("INVITE");
                assertThat(invite.header("Via")).startsWith("SIP/2.0/UDP");
                assertThat(invite.header("CSeq")).isEqualTo("1 INVITE");
                udp.respond(invite, "486 Busy Here", "t");
                assertThat(call.outcome().status().code()).isEqualTo(486);
            }
        }
    }
}
