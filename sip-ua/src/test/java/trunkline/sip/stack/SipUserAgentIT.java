package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import trunkline.sip.dialog.CallOutcome.Failed;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

@Isolated
class SipUserAgentIT {

    private final ScriptedPeer peer = new ScriptedPeer();
    private final HeardCall heard = new HeardCall();

    @AfterEach
    void close() {
        peer.close();
    }

    private OutboundCall dial(SipUserAgent agent, HeardCall listener) {
        return Dialling.dial(
                agent,
                TrunkSettings.of("peer", peer.hostPort(), "gw.local"),
                CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER),
                listener);
    }

    @Test
    void showsEachMessageThatLeavesOrArrives() throws IOException {
        List<String> ladder = new CopyOnWriteArrayList<>();
        List<String> texts = new CopyOnWriteArrayList<>();
        MessageTap tap = message -> {
            ladder.add((message.sent() ? "> " : "< ") + message.cseq() + " | " + message.startLine());
            texts.add(message.peer() + "\n" + message.text().get());
        };
        try (var agent = new SipUserAgent(SipSettings.on("127.0.0.1"), tap)) {
            agent.start();
            OutboundCall call = dial(agent, heard);
            SipText invite = peer.expect("INVITE");
            peer.respond(invite, "180 Ringing", "t1");
            peer.answer(invite, "t1");
            peer.expect("ACK");
            await().until(() -> heard.hasHeard("answered"));
            call.hangUp();
            peer.respond(peer.expect("BYE"), "200 OK", "");
            heard.outcome();
            assertThat(texts.get(0)).isEqualTo(peer.hostPort() + "\n" + invite.text());
        }
        assertThat(ladder)
                .containsExactly(
                        "> 1 INVITE | INVITE sip:+46709999999@" + peer.hostPort() + " SIP/2.0",
                        "< 1 INVITE | SIP/2.0 180 Ringing",
                        "< 1 INVITE | SIP/2.0 200 OK",
                        "> 1 ACK | ACK sip:peer@" + peer.hostPort() + " SIP/2.0",
                        "> 2 BYE | BYE sip:peer@" + peer.hostPort() + " SIP/2.0",
                        "< 2 BYE | SIP/2.0 200 OK");
    }

    @Test
    void refusesOneCallMoreThanItsLimit() throws IOException {
        var limits = new SipLimits(1, 1, 16_384, Duration.ofMillis(100));
        try (var agent = new SipUserAgent(SipSettings.on("127.0.0.1").withLimits(limits))) {
            agent.start();
            dial(agent, heard);
            SipText invite = peer.expect("INVITE");
            var tooMuch = new HeardCall();
            dial(agent, tooMuch);
            assertThat(tooMuch.outcome()).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                            failed.status().phrase())
                    .isEqualTo("Too many calls, or closing"));
            assertThat(peer.nothing("INVITE sip:+46709999999", 200)).isTrue();
            peer.respond(invite, "486 Busy Here", "t1");
            heard.outcome();
            dial(agent, new HeardCall());
            peer.expect("INVITE");
        }
    }

    @Test
    void reportsTheEndOfEveryCallWhenItClosesThoughNobodyAnswersAnyMore() throws IOException {
        var limits = new SipLimits(10, 1, 16_384, Duration.ofMillis(100));
        var answered = new HeardCall();
        try (var agent = new SipUserAgent(SipSettings.on("127.0.0.1").withLimits(limits))) {
            agent.start();
            dial(agent, heard);
            peer.expect("INVITE");
            dial(agent, answered);
            peer.answer(peer.expect("INVITE"), "t1");
            await().until(() -> answered.hasHeard("answered"));
        }
        assertThat(heard.heard()).containsExactly("ended");
        assertThat(answered.heard()).containsExactly("answered", "ended");
    }

    @Test
    void saysWhichAddressItCannotHave() throws IOException {
        try (var taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            int port = taken.getLocalPort();
            var agent = new SipUserAgent(SipSettings.on("127.0.0.1").withPort(port));
            assertThatThrownBy(agent::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("SIP cannot listen on 127.0.0.1:" + port + ": Address already in use");
        }
    }

    @Test
    void leavesNoThreadBehind() throws IOException {
        try (var agent = new SipUserAgent(SipSettings.on("127.0.0.1").withTcp(true))) {
            agent.start();
            dial(agent, heard);
            peer.respond(peer.expect("INVITE"), "486 Busy Here", "t");
            heard.outcome();
            assertThat(threadsOfSip()).isNotEmpty();
        }
        await().untilAsserted(() -> assertThat(threadsOfSip()).isEmpty());
    }

    private static List<String> threadsOfSip() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getThreadGroup() != null
                        && (thread.getName().startsWith("sip-")
                                || thread.getThreadGroup().getName().equals("sip-ua")))
                .map(Thread::getName)
                .toList();
    }

    @Test
    void callsOverIpv6() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (var agent = new SipUserAgent(SipSettings.on("::1"));
                var socket = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
            agent.start();
            Dialling.dial(
                    agent,
                    TrunkSettings.of("six", "[::1]:" + socket.getLocalPort(), "gw.local"),
                    CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER),
                    heard);
            byte[] data = new byte[2000];
            var packet = new DatagramPacket(data, data.length);
            socket.setSoTimeout(5000);
            socket.receive(packet);
            SipText invite =
                    new SipText(new String(data, 0, packet.getLength(), StandardCharsets.UTF_8), (InetSocketAddress)
                            packet.getSocketAddress());
            assertThat(invite.header("Via")).startsWith("SIP/2.0/UDP [::1]:");
            assertThat(invite.header("Contact")).contains("@[::1]:");
            byte[] busy = ScriptedPeer.response(invite, "486 Busy Here", "t").getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(busy, busy.length, invite.from()));
            assertThat(heard.outcome().status().code()).isEqualTo(486);
        }
    }
}
