package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.CallOutcome.Busy;
import trunkline.sip.dialog.CallOutcome.Declined;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/** Calls that are sent elsewhere (RFC 3261 §8.1.3.4), or asked to be other than they were (§8.1.3.5). */
class RedirectIT {

    private static final CallRequest REQUEST =
            CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);
    private static SipUserAgent agent;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final ScriptedPeer other = new ScriptedPeer();
    private final ScriptedPeer third = new ScriptedPeer();
    private final HeardCall heard = new HeardCall();

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
        other.close();
        third.close();
    }

    private SipText dial(TrunkManners manners) {
        Dialling.dial(agent, TrunkSettings.of("t", peer.hostPort(), "gw.local").withManners(manners), REQUEST, heard);
        return peer.expect("INVITE");
    }

    private SipText dial() {
        return dial(TrunkManners.DEFAULT);
    }

    private static String contact(ScriptedPeer to, String user) {
        return "<sip:" + user + "@" + to.hostPort() + ">";
    }

    @Test
    void callsTheAddressThatItIsToldInTheSameCallWithTheNextSequenceNumber() {
        SipText first = dial();
        peer.respond(first, "302 Moved Temporarily", "r", "Contact: " + contact(other, "new"));
        peer.expect("ACK");
        SipText second = other.expect("INVITE");
        assertThat(second.requestUri()).isEqualTo("sip:new@" + other.hostPort());
        assertThat(second.header("To")).isEqualTo(first.header("To"));
        assertThat(second.header("From")).isEqualTo(first.header("From"));
        assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
        other.answer(second, "t1");
        assertThat(other.expect("ACK").header("CSeq")).isEqualTo("2 ACK");
        await().until(() -> heard.hasHeard("answered"));
    }

    @Test
    void callsTheMostWantedFirstAndTheNextWhereItIsBusy() {
        peer.respond(
                dial(),
                "300 Multiple Choices",
                "r",
                "Contact: " + contact(other, "low") + ";q=0.2, " + contact(third, "high") + ";q=0.9");
        SipText high = third.expect("INVITE");
        assertThat(high.requestUri()).startsWith("sip:high@");
        third.respond(high, "486 Busy Here", "b");
        SipText low = other.expect("INVITE");
        assertThat(low.requestUri()).startsWith("sip:low@");
        other.respond(low, "486 Busy Here", "b");
        assertThat(heard.outcome()).isInstanceOf(Busy.class);
    }

    @Test
    void stopsWhereSomebodyDeclinesEverywhere() {
        peer.respond(
                dial(), "302 Moved", "r", "Contact: " + contact(other, "a") + ", " + contact(third, "b") + ";q=0.1");
        other.respond(other.expect("INVITE"), "603 Decline", "d");
        assertThat(heard.outcome()).isInstanceOf(Declined.class);
        assertThat(third.nothing("INVITE", 200)).isTrue();
    }

    @Test
    void callsNoAddressTwice() {
        SipText first = dial();
        String own = "<" + first.requestUri() + ">";
        peer.respond(first, "302 Moved", "r", "Contact: " + own + ", " + contact(other, "a"));
        SipText second = other.expect("INVITE");
        other.respond(second, "302 Moved", "r", "Contact: " + own + ", " + contact(other, "a"));
        assertThat(heard.outcome()).isInstanceOf(CallOutcome.Redirected.class);
        assertThat(peer.nothing("INVITE", 200)).isTrue();
    }

    @Test
    void isNotSentToAndFroForEver() {
        SipText invite = dial();
        for (int i = 0; i < 10; i++) {
            peer.respond(invite, "302 Moved", "r", "Contact: " + contact(peer, "u" + i));
            peer.expect("ACK");
            invite = peer.expect("INVITE");
        }
        peer.respond(invite, "302 Moved", "r", "Contact: " + contact(peer, "more"));
        assertThat(heard.outcome()).isInstanceOf(CallOutcome.Redirected.class);
    }

    @Test
    void passesOverAddressesThatItCannotCall() {
        peer.respond(
                dial(),
                "302 Moved",
                "r",
                "Contact: <tel:+461234>, <sip:x@y;transport=sctp>, <mailto:a@b>",
                "Contact: " + contact(other, "a").replace(">", "?Subject=evil>"));
        SipText invite = other.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:a@" + other.hostPort());
        assertThat(invite.has("Subject")).isFalse();
        other.respond(invite, "486 Busy Here", "b");
        heard.outcome();
    }

    @Test
    void isOnlyToldWhereItShallNotFollow() {
        peer.respond(
                dial(TrunkManners.DEFAULT.withRedirects(false)),
                "302 Moved Temporarily",
                "t",
                "Contact: <sip:low@192.0.2.1>;q=0.2, <sip:high@192.0.2.2>;q=0.9",
                "Contact: <sip:first@192.0.2.3>");
        assertThat(heard.outcome())
                .isInstanceOfSatisfying(CallOutcome.Redirected.class, redirected -> assertThat(redirected.contacts())
                        .containsExactly("sip:first@192.0.2.3", "sip:high@192.0.2.2", "sip:low@192.0.2.1"));
    }

    @Test
    void staysWithTheProxyThatIsNamedInARoute() {
        SipText first = dial(TrunkManners.DEFAULT.withRouted(true));
        assertThat(first.header("Route")).isEqualTo("<sip:" + peer.hostPort() + ";lr>");
        peer.respond(first, "302 Moved", "r", "Contact: <sip:new@elsewhere.invalid>");
        peer.expect("ACK");
        SipText second = peer.expect("INVITE");
        assertThat(second.requestUri()).isEqualTo("sip:new@elsewhere.invalid");
        assertThat(second.header("Route")).isEqualTo(first.header("Route"));
        peer.respond(second, "486 Busy Here", "b");
        heard.outcome();
    }

    @Test
    void leavesOutAnExtensionThatThePeerDoesNotTake() {
        SipText first = dial(TrunkManners.DEFAULT.withProgress(TrunkManners.Progress.REQUIRED));
        assertThat(first.header("Require")).isEqualTo("100rel");
        peer.respond(first, "420 Bad Extension", "r", "Unsupported: 100rel");
        peer.expect("ACK");
        SipText second = peer.expect("INVITE");
        assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
        assertThat(second.has("Require")).isFalse();
        assertThat(second.header("Supported")).isEqualTo("timer");
        peer.respond(second, "420 Bad Extension", "r", "Unsupported: 100rel");
        assertThat(heard.outcome().status().code()).as("no second time").isEqualTo(420);
    }

    @Test
    void asksForALongerSessionWhereThePeerWantsIt() {
        SipText first = dial();
        peer.respond(first, "422 Session Interval Too Small", "r", "Min-SE: 3600");
        peer.expect("ACK");
        SipText second = peer.expect("INVITE");
        assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
        assertThat(second.header("Session-Expires")).isEqualTo("3600");
        assertThat(second.header("Min-SE")).isEqualTo("3600");
        peer.respond(second, "422 Session Interval Too Small", "r", "Min-SE: 3600");
        assertThat(heard.outcome().status().code()).isEqualTo(422);
    }
}
