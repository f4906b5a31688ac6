package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trunkline.sip.trunk.CallerHeaders;
import trunkline.sip.trunk.CallerHeaders.Header;
import trunkline.sip.trunk.NumberFormat;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkIdentity;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/** Who we say that we are (RFC 3261 §8.1.1.3, RFC 3323, RFC 3325, RFC 5806). */
class IdentityIT {

    private static final CallRequest REQUEST =
            CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);
    private static SipUserAgent agent;

    private final ScriptedPeer peer = new ScriptedPeer();

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withT1(Duration.ofMillis(100)));
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

    private SipText invite(TrunkSettings trunk, CallRequest request) {
        Dialling.dial(agent, trunk, request, new HeardCall());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, "486 Busy Here", "t");
        return invite;
    }

    private TrunkSettings trunk(CallerHeaders caller) {
        return TrunkSettings.of("t", peer.hostPort(), "gw.local")
                .withIdentity(TrunkIdentity.from("gw.local").withCaller(caller));
    }

    @Test
    void saysNothingBesideFromUnlessItIsTold() {
        SipText invite = invite(trunk(CallerHeaders.NONE), REQUEST);
        for (Header header : Header.values()) {
            assertThat(invite.has(header.text())).isFalse();
        }
        assertThat(invite.has("Privacy")).isFalse();
        assertThat(invite.has("Diversion")).isFalse();
    }

    @Test
    void namesTheCallerWhereTheTrunkLooksForIt() {
        SipText invite = invite(
                trunk(CallerHeaders.NONE
                                .with(Header.values())
                                .withUserPhone(true)
                                .withDiversion("+468123456"))
                        .withIdentity(TrunkIdentity.from("gw.local")
                                .withFromUser("account7")
                                .withCaller(CallerHeaders.NONE
                                        .with(Header.values())
                                        .withUserPhone(true)
                                        .withDiversion("+468123456"))),
                REQUEST);
        assertThat(invite.requestUri()).isEqualTo("sip:+46709999999@" + peer.hostPort() + ";user=phone");
        assertThat(invite.header("From")).startsWith("<sip:account7@gw.local;user=phone>;tag=");
        assertThat(invite.header("P-Asserted-Identity")).isEqualTo("<sip:+46701234567@gw.local;user=phone>");
        assertThat(invite.header("P-Preferred-Identity")).isEqualTo("<sip:+46701234567@gw.local;user=phone>");
        assertThat(invite.header("Remote-Party-ID"))
                .isEqualTo("<sip:+46701234567@gw.local;user=phone>;party=calling;screen=yes;privacy=off");
        assertThat(invite.header("Diversion")).isEqualTo("<sip:+468123456@gw.local>;reason=unconditional");
    }

    @Test
    void hidesTheCallerFromTheCalleeAndNamesItToTheTrunk() {
        SipText invite = invite(
                trunk(CallerHeaders.NONE.with(Header.P_ASSERTED_IDENTITY, Header.REMOTE_PARTY_ID)),
                REQUEST.withHidden(true).withDisplayName("Alice"));
        assertThat(invite.header("From")).startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=");
        assertThat(invite.header("Privacy")).isEqualTo("id");
        assertThat(invite.header("P-Asserted-Identity")).isEqualTo("<sip:+46701234567@gw.local>");
        assertThat(invite.header("Remote-Party-ID")).endsWith(";privacy=full");
        assertThat(invite.header("Contact")).startsWith("<sip:anonymous@");
    }

    @Test
    void writesTheCallingNumberAsTheTrunkWantsIt() {
        SipText invite = invite(
                trunk(CallerHeaders.NONE.with(Header.P_PREFERRED_IDENTITY))
                        .withNumbers(NumberFormat.PLUS.withCalling(NumberFormat.Style.DIGITS)),
                REQUEST);
        assertThat(invite.requestUri()).startsWith("sip:+46709999999@");
        assertThat(invite.header("From")).startsWith("<sip:46701234567@");
        assertThat(invite.header("P-Preferred-Identity")).startsWith("<sip:46701234567@");
    }

    @Test
    void addsTheHeadersThatTheTrunkAsksFor() {
        SipText invite = invite(
                trunk(CallerHeaders.NONE)
                        .withManners(TrunkManners.DEFAULT.withHeaders(Map.of("X-Telnyx-Token", "a b; c"))),
                REQUEST);
        assertThat(invite.header("X-Telnyx-Token")).isEqualTo("a b; c");
    }
}
