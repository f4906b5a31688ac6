package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.sip.dialog.CallOutcome.Cancelled;
import trunkline.sip.dialog.CallOutcome.Unreachable;
import trunkline.sip.locate.FakeNameServer;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkLimits;
import trunkline.sip.trunk.TrunkSettings;

/** A trunk with several targets behind one name (RFC 3263 §4.3), and name servers that fail. */
class FailoverIT {

    private static final CallRequest REQUEST =
            CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);

    private static final FakeNameServer NAMES = new FakeNameServer();
    private static final AtomicInteger DOMAINS = new AtomicInteger();
    private static SipUserAgent agent;

    /** Another one for each test: what is known of one must not help the next. */
    private final String domain = "trunk" + DOMAINS.incrementAndGet() + ".test";

    private final ScriptedPeer first = new ScriptedPeer();
    private final ScriptedPeer second = new ScriptedPeer();
    private final HeardCall heard = new HeardCall();

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1")
                .withTcp(true)
                .withT1(Duration.ofMillis(100))
                .withNameServers(List.of(NAMES.address())));
        agent.start();
    }

    @AfterAll
    static void stop() {
        agent.close();
        NAMES.close();
    }

    @BeforeEach
    void writeTheZone() {
        zone(1, 2);
        NAMES.mood(FakeNameServer.Mood.ANSWERS);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private void zone(int firstPriority, int secondPriority) {
        NAMES.zone(
                """
                DOMAIN. 0 IN NAPTR 1 1 "s" "SIP+D2U" "" _sip._udp.DOMAIN.
                _sip._udp.DOMAIN. 0 IN SRV %d 0 %d a.DOMAIN.
                _sip._udp.DOMAIN. 0 IN SRV %d 0 %d a.DOMAIN.
                a.DOMAIN. 0 IN A 127.0.0.1
                """
                        .formatted(firstPriority, port(first), secondPriority, port(second))
                        .replace("DOMAIN", domain));
    }

    private static int port(ScriptedPeer peer) {
        return Integer.parseInt(peer.hostPort().replaceAll(".*:", ""));
    }

    private TrunkSettings settings() {
        return TrunkSettings.of("t", domain, "gw.local")
                .withLimits(TrunkLimits.DEFAULT.withNextTarget(Duration.ofMillis(300)));
    }

    private SipTrunk trunk() {
        return Dialling.open(agent, settings());
    }

    private void assertAnswers(ScriptedPeer peer, SipText invite, HeardCall call) {
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> call.hasHeard("answered"));
    }

    @Test
    void callsTheNameOfTheTrunkAtTheFirstOfItsTargets() {
        trunk().dial(REQUEST, heard);
        SipText invite = first.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:+46709999999@" + domain);
        assertAnswers(first, invite, heard);
    }

    @Test
    void goesToTheNextTargetAfter503WithTheSameRequestAndANewBranch() {
        trunk().dial(REQUEST, heard);
        SipText refused = first.expect("INVITE");
        first.respond(refused, "503 Service Unavailable", "x");
        first.expect("ACK");
        SipText invite = second.expect("INVITE");
        assertThat(invite.header("CSeq")).isEqualTo(refused.header("CSeq"));
        assertThat(invite.header("Call-ID")).isEqualTo(refused.header("Call-ID"));
        assertThat(invite.header("From")).isEqualTo(refused.header("From"));
        assertThat(invite.branch()).isNotEqualTo(refused.branch());
        assertAnswers(second, invite, heard);
    }

    @Test
    void goesToTheNextTargetAfterSilenceAndTriesTheSilentOneLastFromThenOn() {
        SipTrunk trunk = trunk();
        trunk.dial(REQUEST, heard);
        first.expect("INVITE");
        assertAnswers(second, second.expect("INVITE"), heard);
        var next = new HeardCall();
        trunk.dial(REQUEST, next);
        assertAnswers(second, second.expect("INVITE"), next);
    }

    @Test
    void leavesATargetAloneForAsLongAsItAsks() {
        SipTrunk trunk = trunk();
        trunk.dial(REQUEST, heard);
        first.respond(first.expect("INVITE"), "503 Service Unavailable", "x", "Retry-After: 120");
        assertAnswers(second, second.expect("INVITE"), heard);
        var next = new HeardCall();
        trunk.dial(REQUEST, next);
        assertAnswers(second, second.expect("INVITE"), next);
    }

    @Test
    void staysWithATargetThatHasSaidAnythingAtAll() {
        trunk().dial(REQUEST, heard);
        SipText invite = first.expect("INVITE");
        first.respond(invite, "100 Trying", "");
        assertThat(second.nothing("INVITE", 600)).isTrue();
        assertAnswers(first, invite, heard);
    }

    @Test
    void doesNotRingAnotherPhoneOnceOneHasRung() {
        trunk().dial(REQUEST, heard);
        SipText invite = first.expect("INVITE");
        first.respond(invite, "180 Ringing", "x");
        first.respond(invite, "503 Service Unavailable", "x");
        assertThat(heard.outcome()).isInstanceOf(Unreachable.class);
        assertThat(second.nothing("INVITE", 200)).isTrue();
    }

    @Test
    void cancelsATargetThatSpeaksAfterItWasLeft() {
        trunk().dial(REQUEST, heard);
        SipText late = first.expect("INVITE");
        SipText invite = second.expect("INVITE");
        first.respond(late, "180 Ringing", "late");
        SipText cancel = first.expect("CANCEL");
        assertThat(cancel.branch()).isEqualTo(late.branch());
        first.respond(cancel, "200 OK", "late");
        first.respond(late, "487 Request Terminated", "late");
        first.expect("ACK");
        assertThat(heard.heard()).isEmpty();
        assertAnswers(second, invite, heard);
    }

    @Test
    void endsWhoAnswersAfterAnotherTargetHasAnswered() {
        trunk().dial(REQUEST, heard);
        SipText late = first.expect("INVITE");
        assertAnswers(second, second.expect("INVITE"), heard);
        first.answer(late, "late");
        assertThat(first.expect("ACK").header("To")).endsWith(";tag=late");
        SipText bye = first.expect("BYE");
        assertThat(bye.header("To")).endsWith(";tag=late");
        first.respond(bye, "200 OK", "");
        assertThat(heard.heard()).containsExactly("answered");
    }

    @Test
    void takesTheAnswerOfATargetThatWasLeftAndEndsTheOther() {
        trunk().dial(REQUEST, heard);
        SipText late = first.expect("INVITE");
        SipText other = second.expect("INVITE");
        second.respond(other, "180 Ringing", "x");
        await().until(() -> heard.hasHeard("ringing 180"));
        first.answer(late, "late");
        first.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        second.respond(second.expect("CANCEL"), "200 OK", "x");
        second.respond(other, "487 Request Terminated", "x");
        second.expect("ACK");
    }

    @Test
    void isUnreachableWhereAllTargetsFail() {
        trunk().dial(REQUEST, heard);
        first.respond(first.expect("INVITE"), "503 One", "x");
        second.respond(second.expect("INVITE"), "503 Two", "x");
        assertThat(heard.outcome()).isInstanceOf(Unreachable.class);
        assertThat(heard.outcome().status().phrase()).isEqualTo("Two");
    }

    @Test
    void staysWithABusyCallee() {
        trunk().dial(REQUEST, heard);
        first.respond(first.expect("INVITE"), "486 Busy Here", "x");
        assertThat(heard.outcome().status().code()).isEqualTo(486);
        assertThat(second.nothing("INVITE", 200)).isTrue();
    }

    @Test
    void findsTheNextHopOfADialogByItsName() {
        OutboundCall call = trunk().dial(REQUEST, heard);
        SipText invite = first.expect("INVITE");
        first.respond(
                invite,
                "200 OK",
                "t1",
                "Contact: <sip:peer@a." + domain + ":" + port(second) + ">",
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
        second.expect("ACK");
        call.hangUp();
        second.respond(second.expect("BYE"), "200 OK", "");
        heard.outcome();
    }

    // name servers

    @Test
    void goesOnWithWhatItKnewWhileTheNameServersFail() {
        SipTrunk trunk = trunk();
        for (FakeNameServer.Mood mood : FakeNameServer.Mood.values()) {
            NAMES.mood(mood);
            var call = new HeardCall();
            trunk.dial(REQUEST, call);
            first.respond(first.expect("INVITE"), "486 Busy Here", "x");
            assertThat(call.outcome().status().code()).as("%s", mood).isEqualTo(486);
        }
    }

    @Test
    void callsAsSoonAsTheNameServersAreBack() {
        NAMES.mood(FakeNameServer.Mood.FAILS);
        SipTrunk trunk = trunk();
        trunk.dial(REQUEST, heard);
        assertThat(heard.outcome().status().phrase()).isEqualTo("the name servers do not answer for " + domain);
        NAMES.mood(FakeNameServer.Mood.ANSWERS);
        var next = new HeardCall();
        trunk.dial(REQUEST, next);
        assertAnswers(first, first.expect("INVITE"), next);
    }

    @Test
    void isHungUpWhileItLooksForTheTrunk() {
        NAMES.mood(FakeNameServer.Mood.SILENT);
        trunk().dial(REQUEST, heard).hangUp();
        assertThat(heard.outcome()).isInstanceOf(Cancelled.class);
        NAMES.mood(FakeNameServer.Mood.ANSWERS);
        assertThat(first.nothing("INVITE", 2500)).isTrue();
    }

    @Test
    void holdsUpNoOtherTrunk() {
        NAMES.mood(FakeNameServer.Mood.SILENT);
        SipTrunk sick = trunk();
        for (int i = 0; i < 100; i++) {
            sick.dial(REQUEST, new HeardCall());
        }
        Dialling.dial(agent, TrunkSettings.of("well", first.hostPort(), "gw"), REQUEST, heard);
        assertAnswers(first, first.expect("INVITE"), heard);
    }
}
