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
import trunkline.sip.dialog.CallOutcome.Cancelled;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Failed;
import trunkline.sip.dialog.CallOutcome.HungUpBy;
import trunkline.sip.dialog.CallOutcome.Missing;
import trunkline.sip.dialog.CallOutcome.NoAnswer;
import trunkline.sip.dialog.CallOutcome.Unreachable;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.NumberFormat;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.SessionTimerSettings;
import trunkline.sip.trunk.TrunkIdentity;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/** Calls to a peer that says what the test says, line by line. T1 is 100 ms, so that nothing is repeated by chance. */
class OutboundCallIT {

    private static final Duration T1 = Duration.ofMillis(100);
    private static final PhoneNumber FROM = new PhoneNumber("+46701234567");
    private static final PhoneNumber TO = new PhoneNumber("+46709999999");
    private static SipUserAgent agent;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final HeardCall heard = new HeardCall();

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withT1(T1));
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

    private OutboundCall dial() {
        return Dialling.dial(agent, trunk(), CallRequest.of(FROM, TO, HeardCall.OFFER), heard);
    }

    private OutboundCall dial(Duration ring) {
        return Dialling.dial(
                agent, trunk(), CallRequest.of(FROM, TO, HeardCall.OFFER).withRing(ring), heard);
    }

    private CallOutcome outcome() {
        return heard.outcome();
    }

    /** An answered call; the INVITE is given back. */
    private SipText answered() {
        dial();
        SipText invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        return invite;
    }

    // the INVITE

    @Test
    void sendsAnInviteWithAllThatTheStandardDemands() {
        OutboundCall call = dial();
        SipText invite = peer.expect("INVITE");
        int port = agent.localAddress().getPort();
        assertThat(invite.startLine()).isEqualTo("INVITE sip:+46709999999@" + peer.hostPort() + " SIP/2.0");
        assertThat(invite.header("Via")).matches("SIP/2.0/UDP 127.0.0.1:" + port + ";branch=z9hG4bK[-\\w]{20,};rport");
        assertThat(invite.header("Max-Forwards")).isEqualTo("70");
        assertThat(invite.header("From")).matches("<sip:\\+46701234567@gw.local>;tag=[0-9a-f]{32}");
        assertThat(invite.header("To")).isEqualTo("<sip:+46709999999@" + peer.hostPort() + ">");
        assertThat(invite.header("Call-ID")).isEqualTo(call.callId()).matches("[0-9a-f]{32}");
        assertThat(invite.header("CSeq")).isEqualTo("1 INVITE");
        assertThat(invite.header("Contact")).isEqualTo("<sip:+46701234567@127.0.0.1:" + port + ">");
        assertThat(invite.header("Allow")).isEqualTo("INVITE,ACK,CANCEL,BYE,OPTIONS,INFO,UPDATE");
        assertThat(invite.header("Supported")).isEqualTo("100rel,timer");
        assertThat(invite.header("Session-Expires")).isEqualTo("1800");
        assertThat(invite.header("Min-SE")).isEqualTo("90");
        assertThat(invite.header("Content-Type")).isEqualTo("application/sdp");
        assertThat(invite.has("Route")).isFalse();
        assertThat(invite.body()).isEqualTo(HeardCall.OFFER.text());
        peer.respond(invite, "486 Busy Here", "t");
    }

    @Test
    void writesIdentityAndNumbersAsTheTrunkWantsThem() {
        TrunkSettings trunk = trunk().withIdentity(
                        TrunkIdentity.from("gw.local").withFromUser("account7").withDomain("voip.example"))
                .withNumbers(NumberFormat.DIGITS.withTechPrefix("99#"))
                .withManners(TrunkManners.DEFAULT
                        .withProgress(TrunkManners.Progress.UNRELIABLE)
                        .withTimer(SessionTimerSettings.DEFAULT.withMode(SessionTimerSettings.Mode.OFF)));
        var request = CallRequest.of(FROM, TO, HeardCall.OFFER).withDisplayName("Näin \"Oy\"");
        Dialling.dial(agent, trunk, request, heard);
        SipText invite = peer.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:99%2346709999999@voip.example");
        assertThat(invite.header("From")).startsWith("\"Näin \\\"Oy\\\"\" <sip:account7@gw.local>;tag=");
        assertThat(invite.header("Contact")).startsWith("<sip:account7@127.0.0.1:");
        assertThat(invite.has("Supported")).isFalse();
        peer.respond(invite, "486 Busy Here", "t");
    }

    @Test
    void repeatsTheInviteAtDoublingIntervalsAndGivesUpAfter64T1() {
        long start = System.nanoTime();
        dial();
        CallOutcome outcome = outcome();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(outcome).isInstanceOfSatisfying(Unreachable.class, unreachable -> {
            assertThat(unreachable.missing()).isEqualTo(Missing.TRUNK);
            assertThat(unreachable.status().code()).isEqualTo(408);
        });
        assertThat(millis).isBetween(6200L, 15_000L);
        assertThat(peer.nothing("BYE", 50)).isTrue();
        assertThat(peer.seen()).as("at 0, 1, 3, 7, 15, 31 and 63 times T1").hasSize(7);
        assertThat(peer.seen())
                .extracting(SipText::branch)
                .containsOnly(peer.seen().get(0).branch());
    }

    @Test
    void isUnreachableWhereTheHostHasNoAddress() {
        Dialling.dial(
                agent,
                TrunkSettings.of("gone", "no-such-host.invalid", "gw.local"),
                CallRequest.of(FROM, TO, HeardCall.OFFER),
                heard);
        assertThat(outcome()).isInstanceOfSatisfying(Unreachable.class, unreachable -> assertThat(
                        unreachable.status().code())
                .isEqualTo(503));
    }

    // challenges

    @Test
    void answersAChallengeInTheSameCallWithTheNextSequenceNumberAndANewBranch() {
        Dialling.dial(
                agent,
                trunk().withCredentials(Credentials.of("alice", "secret")),
                CallRequest.of(FROM, TO, HeardCall.OFFER),
                heard);
        SipText first = peer.expect("INVITE");
        peer.respond(
                first,
                "407 Proxy Authentication Required",
                "proxy",
                "Proxy-Authenticate: Digest realm=\"trunk\", nonce=\"n1\", qop=\"auth\", algorithm=MD5",
                "Proxy-Authenticate: Digest realm=\"trunk\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256");
        SipText ack = peer.expect("ACK");
        assertThat(ack.branch())
                .as("ACK to a refusal is part of its transaction")
                .isEqualTo(first.branch());
        assertThat(ack.header("To")).endsWith(";tag=proxy");
        SipText second = peer.expect("INVITE");
        assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
        assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(second.fromTag()).isEqualTo(first.fromTag());
        assertThat(second.header("To")).isEqualTo(first.header("To"));
        assertThat(second.branch()).isNotEqualTo(first.branch());
        assertThat(second.header("Proxy-Authorization"))
                .startsWith("Digest username=\"alice\"")
                .contains("algorithm=SHA-256")
                .contains("nc=00000001");
        peer.answer(second, "t1");
        assertThat(peer.expect("ACK").header("Proxy-Authorization"))
                .as("ACK repeats the credentials of its INVITE")
                .isEqualTo(second.header("Proxy-Authorization"));
    }

    @Test
    void failsWhenItsCredentialsAreRefused() {
        Dialling.dial(
                agent,
                trunk().withCredentials(Credentials.of("alice", "wrong")),
                CallRequest.of(FROM, TO, HeardCall.OFFER),
                heard);
        peer.respond(
                peer.expect("INVITE"), "401 Unauthorized", "a", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n1\"");
        SipText second = peer.expect("INVITE");
        peer.respond(second, "401 Unauthorized", "b", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n2\"");
        assertThat(outcome()).isInstanceOf(Failed.class);
        assertThat(heard.outcome().status().code()).isEqualTo(401);
        assertThat(peer.nothing("INVITE", 300)).isTrue();
    }

    @Test
    void failsWhereItIsChallengedAndHasNoCredentials() {
        dial();
        peer.respond(
                peer.expect("INVITE"), "401 Unauthorized", "a", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n1\"");
        assertThat(outcome()).isInstanceOf(Failed.class);
    }

    // what the peer says about a refusal

    @Test
    void keepsCodePhraseReasonWarningAndRetryAfterOfARefusal() {
        dial();
        peer.respond(
                peer.expect("INVITE"),
                "503 Trunk concurrent call limit exceeded",
                "t",
                "Retry-After: 17 (maintenance);duration=60",
                "Warning: 399 trunk \"too many\"",
                "Reason: SIP;cause=503",
                "Reason: Q.850;cause=34;text=\"No circuit\"");
        var status = outcome().status();
        assertThat(status.phrase()).isEqualTo("Trunk concurrent call limit exceeded");
        assertThat(status.retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(status.warning()).isEqualTo("399 trunk \"too many\"");
        assertThat(status.reason()).isEqualTo(Reason.q850(34, "No circuit"));
    }

    // answers

    @Test
    void acknowledgesEachRepeated200() {
        SipText invite = answered();
        peer.answer(invite, "t1");
        SipText again = peer.expect("ACK");
        assertThat(again.text()).isEqualTo(peer.seen("ACK").text());
        assertThat(heard.heard()).containsExactly("answered");
        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        peer.answer(invite, "t1");
        assertThat(peer.expect("ACK").text())
                .as("after its transaction is gone")
                .isEqualTo(again.text());
    }

    @Test
    void sendsTheAckToTheContactOfThe200WithTheSequenceNumberOfTheInvite() {
        SipText invite = answered();
        SipText ack = peer.seen("ACK");
        assertThat(ack.requestUri()).isEqualTo("sip:peer@" + peer.hostPort());
        assertThat(ack.header("CSeq")).isEqualTo("1 ACK");
        assertThat(ack.header("To")).endsWith(";tag=t1");
        assertThat(ack.branch()).isNotEqualTo(invite.branch());
    }

    @Test
    void endsTheForkThatAnswersSecondAndGoesOnWithTheFirst() {
        SipText invite = answered();
        peer.answer(invite, "t2");
        SipText ack = peer.expect("ACK");
        assertThat(ack.header("To")).endsWith(";tag=t2");
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("To")).endsWith(";tag=t2");
        peer.respond(bye, "200 OK", "");
        peer.answer(invite, "t2");
        assertThat(peer.expect("ACK").header("To")).endsWith(";tag=t2");
        assertThat(peer.nothing("BYE", 300)).as("a second BYE").isTrue();
        assertThat(heard.heard()).containsExactly("answered");
    }

    @Test
    void followsTheRecordedRouteInReverse() {
        dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(
                invite,
                "200 OK",
                "t1",
                "Record-Route: <sip:far.invalid;lr>",
                "Record-Route: <sip:" + peer.hostPort() + ";lr>",
                "Contact: <sip:uas@192.0.2.7>",
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
        SipText ack = peer.expect("ACK");
        assertThat(ack.requestUri()).isEqualTo("sip:uas@192.0.2.7");
        assertThat(ack.header("Route")).isEqualTo("<sip:" + peer.hostPort() + ";lr>,<sip:far.invalid;lr>");
    }

    @Test
    void rewritesARequestForAStrictRouter() {
        dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(
                invite,
                "200 OK",
                "t1",
                "Record-Route: <sip:" + peer.hostPort() + ">",
                "Contact: <sip:uas@192.0.2.7>",
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
        SipText ack = peer.expect("ACK");
        assertThat(ack.requestUri()).isEqualTo("sip:" + peer.hostPort());
        assertThat(ack.header("Route")).isEqualTo("<sip:uas@192.0.2.7>");
    }

    @Test
    void acknowledgesAndEndsA200WithoutAnAnswer() {
        dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, "200 OK", "t1", "Contact: " + peer.contact());
        peer.expect("ACK");
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Reason")).startsWith("SIP;cause=488");
        peer.respond(bye, "200 OK", "");
        assertThat(outcome()).isInstanceOf(Failed.class);
        assertThat(heard.hasHeard("answered")).isFalse();
    }

    @Test
    void acknowledgesAndEndsACallWhoseAnswerTheCallerRefuses() {
        var picky = new HeardCall() {
            @Override
            public AnswerReply onAnswered(MessageBody answer) {
                return AnswerReply.refuse("no common codec");
            }
        };
        Dialling.dial(agent, trunk(), CallRequest.of(FROM, TO, HeardCall.OFFER), picky);
        peer.answer(peer.expect("INVITE"), "t1");
        peer.expect("ACK");
        peer.respond(peer.expect("BYE"), "200 OK", "");
        assertThat(picky.outcome()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.status().code()).isEqualTo(488);
            assertThat(failed.status().phrase()).isEqualTo("no common codec");
        });
    }

    @Test
    void endsACallWhoseListenerFails() {
        var broken = new HeardCall() {
            @Override
            public AnswerReply onAnswered(MessageBody answer) {
                throw new IllegalStateException("as the test wants");
            }
        };
        Dialling.dial(agent, trunk(), CallRequest.of(FROM, TO, HeardCall.OFFER), broken);
        peer.answer(peer.expect("INVITE"), "t1");
        peer.respond(peer.expect("BYE"), "200 OK", "");
        assertThat(broken.outcome()).isInstanceOf(Failed.class);
    }

    // progress

    @Test
    void tellsProgressAndEarlyMediaAndTakesUnknownOnesAs183() {
        OutboundCall call = dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, "100 Trying", "");
        peer.respond(invite, "180 Ringing", "t1");
        peer.respond(invite, "180 Ringing", "t1");
        peer.respond(invite, "172 Whatever", "t1", "Content-Type: application/sdp", "", ScriptedPeer.SDP);
        await().until(() -> heard.hasHeard("early media"));
        assertThat(heard.heard()).containsExactly("trying", "ringing 180", "ringing 183", "early media");
        call.hangUp();
        peer.respond(invite, "487 Request Terminated", "t1");
    }

    @Test
    void acknowledgesReliableProgressOnceAndInOrder() {
        dial();
        SipText invite = peer.expect("INVITE");
        String[] reliable = {
            "Require: 100rel",
            "RSeq: 812",
            "Contact: " + peer.contact(),
            "Content-Type: application/sdp",
            "",
            ScriptedPeer.SDP
        };
        peer.respond(invite, "183 Session Progress", "t1", reliable);
        SipText prack = peer.expect("PRACK");
        assertThat(prack.header("RAck")).isEqualTo("812 1 INVITE");
        assertThat(prack.header("CSeq")).isEqualTo("2 PRACK");
        assertThat(prack.header("To")).endsWith(";tag=t1");
        peer.respond(prack, "200 OK", "");
        peer.respond(invite, "183 Session Progress", "t1", reliable);
        reliable[1] = "RSeq: 814";
        peer.respond(invite, "183 Session Progress", "t1", reliable);
        assertThat(peer.nothing("PRACK", 300))
                .as("PRACK for a repeated one, or one ahead of its turn")
                .isTrue();
        reliable[1] = "RSeq: 813";
        peer.respond(invite, "183 Session Progress", "t1", reliable);
        SipText second = peer.expect("PRACK");
        assertThat(second.header("RAck")).isEqualTo("813 1 INVITE");
        peer.respond(second, "200 OK", "");
        peer.respond(invite, "200 OK", "t1", "Contact: " + peer.contact());
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        Dialling.dial(agent, trunk(), CallRequest.of(FROM, TO, HeardCall.OFFER), new HeardCall())
                .hangUp();
    }

    // the end, before an answer

    @Test
    void sendsCancelOnlyAfterAProvisionalResponseAndLikeTheInvite() {
        OutboundCall call = dial();
        SipText invite = peer.expect("INVITE");
        call.hangUp();
        assertThat(peer.nothing("CANCEL", 300)).isTrue();
        peer.respond(invite, "100 Trying", "");
        SipText cancel = peer.expect("CANCEL");
        assertThat(cancel.requestUri()).isEqualTo(invite.requestUri());
        assertThat(cancel.header("Via")).isEqualTo(invite.header("Via"));
        assertThat(cancel.header("Call-ID")).isEqualTo(invite.header("Call-ID"));
        assertThat(cancel.header("From")).isEqualTo(invite.header("From"));
        assertThat(cancel.header("To")).isEqualTo(invite.header("To"));
        assertThat(cancel.header("CSeq")).isEqualTo("1 CANCEL");
        assertThat(cancel.header("Reason")).startsWith("Q.850;cause=16");
        peer.respond(cancel, "200 OK", "t1");
        peer.respond(invite, "487 Request Terminated", "t1");
        assertThat(peer.expect("ACK").branch()).isEqualTo(invite.branch());
        assertThat(outcome()).isInstanceOf(Cancelled.class);
    }

    @Test
    void cancelsWhenTheRingTimeIsOver() {
        dial(Duration.ofMillis(300));
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, "180 Ringing", "t1");
        SipText cancel = peer.expect("CANCEL");
        peer.respond(cancel, "200 OK", "t1");
        peer.respond(invite, "487 Request Terminated", "t1");
        assertThat(outcome()).isInstanceOf(NoAnswer.class);
    }

    @Test
    void acknowledgesAndEndsAnAnswerThatCrossesTheCancel() {
        dial(Duration.ofMillis(300));
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, "180 Ringing", "t1");
        SipText cancel = peer.expect("CANCEL");
        peer.answer(invite, "t1");
        peer.respond(cancel, "200 OK", "t1");
        SipText ack = peer.expect("ACK");
        assertThat(ack.header("CSeq")).isEqualTo("1 ACK");
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
        peer.respond(bye, "200 OK", "");
        assertThat(outcome()).isInstanceOf(NoAnswer.class);
        assertThat(heard.hasHeard("answered")).isFalse();
    }

    @Test
    void acknowledgesAndEndsAnAnswerThatComesAfterTheCallWasCancelled() {
        dial(Duration.ofMillis(300));
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, "180 Ringing", "t1");
        peer.respond(peer.expect("CANCEL"), "200 OK", "t1");
        peer.respond(invite, "487 Request Terminated", "t1");
        peer.expect("ACK");
        assertThat(outcome()).isInstanceOf(NoAnswer.class);
        peer.answer(invite, "t2");
        assertThat(peer.expect("ACK").header("To")).endsWith(";tag=t2");
        assertThat(peer.expect("BYE").header("To")).endsWith(";tag=t2");
        assertThat(heard.heard()).containsExactly("ringing 180", "ended");
    }

    // the end, after an answer

    @Test
    void hangsUpOnceHoweverOftenItIsAsked() {
        OutboundCall call = dial();
        SipText invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        call.hangUp();
        call.hangUp(Reason.NO_ANSWER);
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
        assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=16;text=\"Normal call clearing\"");
        peer.respond(bye, "200 OK", "");
        assertThat(outcome()).isInstanceOfSatisfying(Completed.class, completed -> assertThat(completed.by())
                .isEqualTo(HungUpBy.US));
        call.hangUp();
        assertThat(peer.nothing("BYE", 300)).isTrue();
        assertThat(heard.heard()).containsExactly("answered", "ended");
    }

    @Test
    void repeatsAByeThatIsNotAnsweredAndReportsTheEndMeanwhile() {
        OutboundCall call = dial();
        peer.answer(peer.expect("INVITE"), "t1");
        peer.expect("ACK");
        call.hangUp();
        SipText bye = peer.expect("BYE");
        assertThat(peer.expect("BYE").text()).isEqualTo(bye.text());
        assertThat(outcome()).isInstanceOf(Completed.class);
    }

    @Test
    void answersAChallengeToItsBye() {
        OutboundCall call = Dialling.dial(
                agent,
                trunk().withCredentials(Credentials.of("alice", "secret")),
                CallRequest.of(FROM, TO, HeardCall.OFFER),
                heard);
        peer.answer(peer.expect("INVITE"), "t1");
        peer.expect("ACK");
        call.hangUp();
        SipText bye = peer.expect("BYE");
        assertThat(bye.has("Authorization")).isFalse();
        peer.respond(bye, "401 Unauthorized", "", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n\", qop=\"auth\"");
        SipText again = peer.expect("BYE");
        assertThat(again.header("CSeq")).isEqualTo("3 BYE");
        assertThat(again.header("Authorization")).contains("nc=00000001");
        peer.respond(again, "200 OK", "");
        assertThat(outcome()).isInstanceOf(Completed.class);
    }

    @Test
    void isHungUpByThePeer() {
        SipText invite = answered();
        peer.send(peer.request(invite, "BYE", 1, "t1", "Reason: Q.850;cause=16;text=\"bye\""), invite.from());
        assertThat(peer.expect("SIP/2.0").startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(outcome()).isInstanceOfSatisfying(Completed.class, completed -> {
            assertThat(completed.by()).isEqualTo(HungUpBy.THEM);
            assertThat(completed.status().reason()).isEqualTo(Reason.q850(16, "bye"));
        });
    }

    @Test
    void endsItsCallsPolitelyWhenItCloses() throws IOException {
        var own = new SipUserAgent(SipSettings.on("127.0.0.1").withT1(T1));
        own.start();
        Dialling.dial(own, trunk(), CallRequest.of(FROM, TO, HeardCall.OFFER), heard);
        peer.answer(peer.expect("INVITE"), "t1");
        peer.expect("ACK");
        Thread closing = new Thread(own::close);
        closing.start();
        peer.respond(peer.expect("BYE"), "200 OK", "");
        assertThat(outcome()).isInstanceOf(Completed.class);
        await().until(() -> !closing.isAlive());
        var late = new HeardCall();
        Dialling.dial(own, trunk(), CallRequest.of(FROM, TO, HeardCall.OFFER), late);
        assertThat(late.outcome()).isInstanceOf(Failed.class);
    }
}
