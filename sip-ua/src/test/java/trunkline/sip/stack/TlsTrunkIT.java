package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Unreachable;
import trunkline.sip.stack.ScriptedStreamPeer.Heard;
import trunkline.sip.stream.Authority;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TlsSettings;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/** Trunks over TLS (RFC 3261 §26.3.1, RFC 5922), against Java's own TLS. */
class TlsTrunkIT {

    private static final CallRequest REQUEST =
            CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);

    private static final Authority AUTHORITY = new Authority();
    private static final X509Bundle OURS = AUTHORITY.certify("gw.example", "127.0.0.1");
    private static final X509Bundle THEIRS = AUTHORITY.certify("trunk.example", "127.0.0.1");
    private static final TlsSettings SETTINGS = AUTHORITY.settings(OURS);
    private static SipUserAgent agent;

    private ScriptedStreamPeer peer = ScriptedStreamPeer.tls(AUTHORITY.context(THEIRS), false);
    private final HeardCall heard = new HeardCall();

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1")
                .withT1(Duration.ofMillis(100))
                .withTls(new SipSettings.TlsListening(0, SETTINGS, true)));
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

    private TrunkSettings trunk(TlsSettings tls) {
        return TrunkSettings.of("peer", peer.hostPort(), "gw.local").withTls(tls);
    }

    private OutboundCall dial(TlsSettings tls) {
        return Dialling.dial(agent, trunk(tls), REQUEST, heard);
    }

    private String trouble(TlsSettings tls) {
        dial(tls);
        assertThat(heard.outcome()).isInstanceOf(Unreachable.class);
        return heard.outcome().status().phrase();
    }

    @Test
    void callsOverTls() {
        OutboundCall call = dial(SETTINGS);
        Heard invite = peer.expect("INVITE");
        int port = agent.localTlsAddress().getPort();
        assertThat(invite.header("Via")).startsWith("SIP/2.0/TLS 127.0.0.1:" + port + ";");
        assertThat(invite.header("Contact")).isEqualTo("<sip:+46701234567@127.0.0.1:" + port + ";transport=tls>");
        assertThat(((SSLSocket) invite.connection()).getSession().getProtocol()).isEqualTo("TLSv1.3");
        peer.answer(invite, "t1");
        assertThat(peer.expect("ACK").connection()).isSameAs(invite.connection());
        call.hangUp();
        Heard bye = peer.expect("BYE");
        assertThat(bye.connection()).isSameAs(invite.connection());
        peer.respond(bye, "200 OK", "");
        assertThat(heard.outcome()).isInstanceOf(Completed.class);
    }

    @Test
    void showsItsCertificateToAPeerThatDemandsOne() throws Exception {
        peer.close();
        peer = ScriptedStreamPeer.tls(AUTHORITY.context(THEIRS), true);
        dial(SETTINGS);
        Heard invite = peer.expect("INVITE");
        assertThat(((SSLSocket) invite.connection()).getSession().getPeerCertificates()[0])
                .isEqualTo(OURS.getCertificate());
        peer.respond(invite, "486 Busy Here", "t");
        heard.outcome();
    }

    @Test
    void isRefusedByAPeerThatDemandsACertificateWhereItHasNone() throws IOException {
        peer.close();
        peer = ScriptedStreamPeer.tls(AUTHORITY.context(THEIRS), true);
        assertThat(trouble(TlsSettings.DEFAULT.withTrusted(AUTHORITY.trusted())))
                .isNotEmpty();
    }

    @Test
    void trustsNoAuthorityThatItWasNotTold() {
        assertThat(trouble(TlsSettings.DEFAULT)).startsWith("TLS failed: ").contains("valid certification path");
    }

    @Test
    void checksTheNameOfThePeer() throws IOException {
        assertThat(trouble(SETTINGS.withName("other.example")))
                .isEqualTo("TLS failed: the certificate is for [trunk.example, 127.0.0.1], not for other.example");
    }

    @Test
    void checksTheNameThatTheOperatorHasGiven() throws IOException {
        dial(SETTINGS.withName("trunk.example"));
        Heard invite = peer.expect("INVITE");
        peer.respond(invite, "486 Busy Here", "t");
        assertThat(heard.outcome().status().code()).isEqualTo(486);
    }

    @Test
    void speaksNoVersionBelow12AndNoneBelowTheMinimum() throws IOException {
        peer.close();
        peer = ScriptedStreamPeer.tls(AUTHORITY.context(THEIRS), false, "TLSv1.2");
        dial(SETTINGS);
        Heard invite = peer.expect("INVITE");
        assertThat(((SSLSocket) invite.connection()).getSession().getProtocol()).isEqualTo("TLSv1.2");
        peer.respond(invite, "486 Busy Here", "t");
        heard.outcome();
        var strict = new HeardCall();
        Dialling.dial(agent, trunk(SETTINGS.withMinimum(TlsSettings.Version.TLS_1_3)), REQUEST, strict);
        assertThat(strict.outcome().status().phrase()).startsWith("TLS failed: ");
    }

    @Test
    void usesACertificateThatWasRenewedFromTheNextConnectionOn() throws Exception {
        TlsSettings own = AUTHORITY.settings(OURS);
        peer.close();
        peer = ScriptedStreamPeer.tls(AUTHORITY.context(THEIRS), true);
        dial(own);
        Heard first = peer.expect("INVITE");
        peer.respond(first, "486 Busy Here", "t");
        heard.outcome();
        X509Bundle renewed = AUTHORITY.certify("gw.example");
        Files.writeString(own.certificate(), renewed.getCertificatePathPEM());
        Files.writeString(own.key(), renewed.getPrivateKeyPEM());
        peer.reset();
        await().until(() -> agent.sizes().connections() == 0);
        Dialling.dial(agent, trunk(own), REQUEST, new HeardCall());
        Heard second = peer.expect("INVITE");
        assertThat(((SSLSocket) second.connection()).getSession().getPeerCertificates()[0])
                .isEqualTo(renewed.getCertificate());
        peer.respond(second, "486 Busy Here", "t");
    }

    @Test
    void callsAgainAfterAReset() {
        for (int i = 0; i < 5; i++) {
            var call = new HeardCall();
            Dialling.dial(agent, trunk(SETTINGS), REQUEST, call);
            Heard invite = peer.expect("INVITE");
            if (i % 2 == 0) {
                peer.reset();
                assertThat(call.outcome()).isInstanceOf(Unreachable.class);
            } else {
                peer.respond(invite, "486 Busy Here", "t");
                assertThat(call.outcome().status().code()).isEqualTo(486);
            }
        }
        await().until(() -> agent.sizes().connections() == 0);
    }

    @Test
    void isUnreachableInTimeWhereThePeerSpeaksNoTls() {
        try (var plain = ScriptedStreamPeer.tcp()) {
            Dialling.dial(
                    agent,
                    TrunkSettings.of("plain", "127.0.0.1:" + plain.port() + ";transport=tls", "gw")
                            .withTls(SETTINGS),
                    REQUEST,
                    heard);
            assertThat(heard.outcome().status().phrase()).startsWith("TLS failed: ");
        }
    }

    @Test
    void isConnectedToByAPeerThatShowsACertificateOnly() throws Exception {
        Heard invite = answered();
        String request = "INFO sip:x SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bKin\r\n"
                + "From: " + invite.header("To") + ";tag=t1\r\nTo: " + invite.header("From") + "\r\n"
                + "Call-ID: " + invite.header("Call-ID") + "\r\nCSeq: 1 INFO\r\nMax-Forwards: 70\r\n"
                + "Content-Length: 0\r\n\r\n";
        try (var socket = (SSLSocket) AUTHORITY
                .context(THEIRS)
                .getSocketFactory()
                .createSocket("127.0.0.1", agent.localTlsAddress().getPort())) {
            peer.send(socket, request);
            assertThat(new String(socket.getInputStream().readNBytes(11), StandardCharsets.US_ASCII))
                    .isEqualTo("SIP/2.0 200");
            assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(OURS.getCertificate());
        }
        var naked = javax.net.ssl.SSLContext.getInstance("TLS");
        var trust = javax.net.ssl.TrustManagerFactory.getInstance("PKIX");
        trust.init(OURS.toKeyStore("x".toCharArray()));
        naked.init(null, new javax.net.ssl.TrustManager[] {new Everybody()}, null);
        try (var socket = (SSLSocket) naked.getSocketFactory()
                .createSocket("127.0.0.1", agent.localTlsAddress().getPort())) {
            assertThatThrownBy(() -> {
                        peer.send(socket, request);
                        socket.getInputStream().readNBytes(11);
                        throw new IOException("answered");
                    })
                    .hasMessageNotContaining("answered");
        }
    }

    private Heard answered() {
        dial(SETTINGS);
        Heard invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        return invite;
    }

    @Test
    void goesWhereTheContactSaysWhereConnectionsAreNotToBeReused() {
        try (var other = ScriptedStreamPeer.tls(AUTHORITY.context(THEIRS), false)) {
            OutboundCall call = Dialling.dial(
                    agent, trunk(SETTINGS).withManners(TrunkManners.DEFAULT.withReuse(false)), REQUEST, heard);
            Heard invite = peer.expect("INVITE");
            peer.respond(
                    invite,
                    "200 OK",
                    "t1",
                    "Contact: " + other.contact(),
                    "Content-Type: application/sdp",
                    "",
                    ScriptedPeer.SDP);
            other.expect("ACK");
            call.hangUp();
            other.respond(other.expect("BYE"), "200 OK", "");
            assertThat(heard.outcome()).isInstanceOf(Completed.class);
        }
    }

    @Test
    void saysWhichFileCannotBeUsed() throws IOException {
        Path broken = Files.writeString(AUTHORITY.folder().resolve("broken.pem"), "no certificate");
        assertThatThrownBy(() -> agent.open(trunk(TlsSettings.DEFAULT.withTrusted(broken)), status -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.pem");
    }

    /** A peer that trusts whoever it meets. */
    private static final class Everybody implements javax.net.ssl.X509TrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
