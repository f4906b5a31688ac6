package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.HungUpBy;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.SessionTimerSettings;
import trunkline.sip.trunk.SessionTimerSettings.Mode;
import trunkline.sip.trunk.SessionTimerSettings.Refresher;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/** What goes on in an answered call: session timers (RFC 4028), offers of ours (RFC 3261 §14.1), keys by INFO. */
class SessionIT {

    private static final CallRequest REQUEST =
            CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);
    private static final SessionTimerSettings SHORT =
            SessionTimerSettings.DEFAULT.withInterval(Duration.ofSeconds(3), Duration.ofSeconds(1));
    private static SipUserAgent agent;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final HeardCall heard = new HeardCall();
    private final List<OutboundCall> calls = new ArrayList<>();

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

    private SipText dial(SessionTimerSettings timer) {
        TrunkSettings trunk = TrunkSettings.of("t", peer.hostPort(), "gw.local")
                .withCredentials(Credentials.of("alice", "secret"))
                .withManners(TrunkManners.DEFAULT.withTimer(timer));
        calls.add(Dialling.dial(agent, trunk, REQUEST, heard));
        return peer.expect("INVITE");
    }

    /** Answered with these headers. */
    private SipText answered(SessionTimerSettings timer, String... headers) {
        SipText invite = dial(timer);
        String[] lines = new String[headers.length + 4];
        System.arraycopy(headers, 0, lines, 0, headers.length);
        lines[headers.length] = "Contact: " + peer.contact();
        lines[headers.length + 1] = "Content-Type: application/sdp";
        lines[headers.length + 2] = "";
        lines[headers.length + 3] = ScriptedPeer.SDP;
        peer.respond(invite, "200 OK", "t1", lines);
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        return invite;
    }

    private SipText ask(SipText invite, String method, int sequence, String... lines) {
        peer.send(peer.request(invite, method, sequence, "t1", lines), invite.from());
        return peer.expect("SIP/2.0");
    }

    // session timers

    @ParameterizedTest
    @CsvSource({"EITHER, 3", "US, 3;refresher=uac", "THEM, 3;refresher=uas"})
    void asksForASessionTimer(Refresher refresher, String expected) {
        SipText invite = dial(SHORT.withRefresher(refresher));
        assertThat(invite.header("Session-Expires")).isEqualTo(expected);
        assertThat(invite.header("Min-SE")).isEqualTo("1");
        assertThat(invite.header("Supported")).contains("timer");
        peer.respond(invite, "486 Busy Here", "t");
    }

    @Test
    void onlySaysThatItCanWhereItShallNotAsk() {
        SipText invite = dial(SHORT.withMode(Mode.SUPPORTED));
        assertThat(invite.has("Session-Expires")).isFalse();
        assertThat(invite.header("Supported")).contains("timer");
        peer.respond(invite, "486 Busy Here", "t");
    }

    @Test
    void refreshesByUpdateAtHalfOfTheInterval() {
        answered(SHORT, "Session-Expires: 2;refresher=uac", "Require: timer", "Allow: INVITE, ACK, BYE, UPDATE");
        long start = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            SipText update = peer.expect("UPDATE");
            assertThat(update.header("Session-Expires")).isEqualTo("2;refresher=uac");
            assertThat(update.header("Supported")).isEqualTo("timer");
            assertThat(update.body()).isEmpty();
            peer.respond(update, "200 OK", "", "Session-Expires: 2;refresher=uac");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1700), Duration.ofSeconds(4));
        assertThat(heard.hasEnded()).isFalse();
    }

    @Test
    void refreshesByTheSameOfferWhereThePeerTakesNoUpdate() {
        SipText invite = answered(SHORT, "Session-Expires: 2;refresher=uac", "Allow: INVITE, ACK, BYE");
        SipText refresh = peer.expect("INVITE");
        assertThat(refresh.header("To")).endsWith(";tag=t1");
        assertThat(refresh.header("CSeq")).isEqualTo("2 INVITE");
        assertThat(refresh.body()).isEqualTo(invite.body());
        assertThat(refresh.header("Session-Expires")).isEqualTo("2;refresher=uac");
        assertThat(refresh.header("Contact")).isEqualTo(invite.header("Contact"));
        peer.respond(
                refresh,
                "200 OK",
                "",
                "Session-Expires: 60;refresher=uac",
                "Contact: " + peer.contact(),
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
        SipText ack = peer.expect("ACK");
        assertThat(ack.header("CSeq")).isEqualTo("2 ACK");
        await().until(() -> heard.hasHeard("offer answered"));
        peer.respond(
                refresh,
                "200 OK",
                "",
                "Contact: " + peer.contact(),
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
        assertThat(peer.expect("ACK").text()).as("to a repeated 200").isEqualTo(ack.text());
    }

    @Test
    void refreshesLongerWhereThePeerWantsIt() {
        answered(SHORT, "Session-Expires: 2;refresher=uac", "Allow: UPDATE");
        peer.respond(peer.expect("UPDATE"), "422 Session Interval Too Small", "", "Min-SE: 40");
        SipText longer = peer.expect("UPDATE");
        assertThat(longer.header("Session-Expires")).isEqualTo("40;refresher=uac");
        assertThat(longer.header("Min-SE")).isEqualTo("40");
        peer.respond(longer, "200 OK", "", "Session-Expires: 40;refresher=uac");
        assertThat(peer.nothing("BYE", 2500)).isTrue();
    }

    @Test
    void endsACallThatThePeerDoesNotRefresh() {
        answered(SHORT, "Session-Expires: 2;refresher=uas");
        long start = System.nanoTime();
        SipText bye = peer.expect("BYE");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(bye.header("Reason")).startsWith("SIP;cause=408");
        peer.respond(bye, "200 OK", "");
        assertThat(heard.outcome()).isInstanceOfSatisfying(Completed.class, completed -> assertThat(completed.by())
                .isEqualTo(HungUpBy.LOST));
    }

    @Test
    void goesOnForAsLongAsThePeerRefreshes() {
        SipText invite = answered(SHORT, "Session-Expires: 2;refresher=uas");
        for (int i = 1; i <= 2; i++) {
            await().pollDelay(Duration.ofMillis(900)).until(() -> true);
            SipText ok = ask(invite, "UPDATE", i, "Supported: timer", "Session-Expires: 2;refresher=uac");
            assertThat(ok.header("Session-Expires")).isEqualTo("2;refresher=uac");
            assertThat(ok.header("Require")).isEqualTo("timer");
        }
        assertThat(heard.hasEnded()).isFalse();
    }

    @Test
    void refusesAnIntervalThatIsTooShort() {
        SipText invite = answered(SessionTimerSettings.DEFAULT);
        SipText refusal = ask(invite, "UPDATE", 1, "Supported: timer", "Session-Expires: 30");
        assertThat(refusal.startLine()).startsWith("SIP/2.0 422");
        assertThat(refusal.header("Min-SE")).isEqualTo("90");
        SipText taken = ask(invite, "UPDATE", 2, "Session-Expires: 30");
        assertThat(taken.startLine())
                .as("from a proxy, for a peer that could not do otherwise")
                .startsWith("SIP/2.0 200");
        assertThat(taken.header("Session-Expires")).isEqualTo("30;refresher=uas");
        assertThat(taken.has("Require")).isFalse();
    }

    @Test
    void endsACallThatThePeerDoesNotKnowAnyMore() {
        answered(SHORT, "Session-Expires: 2;refresher=uac", "Allow: UPDATE");
        peer.respond(peer.expect("UPDATE"), "481 Call/Transaction Does Not Exist", "");
        peer.respond(peer.expect("BYE"), "481 Gone", "");
        assertThat(heard.outcome()).isInstanceOf(Completed.class);
    }

    // offers of ours

    private static MessageBody moved() {
        return MessageBody.sdp(HeardCall.OFFER.text().replace("40000", "41000"));
    }

    @Test
    void changesTheSessionByAReinvite() {
        answered(SessionTimerSettings.DEFAULT);
        calls.get(0).offer(moved());
        SipText reinvite = peer.expect("INVITE");
        assertThat(reinvite.body()).contains("m=audio 41000");
        peer.answer(reinvite, "");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("offer answered"));
        calls.get(0).hangUp();
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("CSeq")).isEqualTo("3 BYE");
        peer.respond(bye, "200 OK", "");
        heard.outcome();
    }

    @Test
    void keepsTheSessionWhereItsOfferIsRefused() {
        SipText invite = answered(SessionTimerSettings.DEFAULT);
        calls.get(0).offer(moved());
        peer.respond(peer.expect("INVITE"), "488 Not Acceptable Here", "");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("offer refused 488"));
        assertThat(ask(invite, "INVITE", 1).body()).as("what it offers itself").isEqualTo(HeardCall.OFFER.text());
    }

    @Test
    void answersAChallengeToAReinvite() {
        answered(SessionTimerSettings.DEFAULT);
        calls.get(0).offer(moved());
        peer.respond(
                peer.expect("INVITE"), "401 Unauthorized", "", "WWW-Authenticate: Digest realm=\"t\", nonce=\"n\"");
        peer.expect("ACK");
        SipText again = peer.expect("INVITE");
        assertThat(again.header("CSeq")).isEqualTo("3 INVITE");
        peer.answer(again, "");
        assertThat(peer.expect("ACK").header("Authorization")).isEqualTo(again.header("Authorization"));
    }

    @Test
    void waitsAWhileWhereTwoOffersCross() {
        SipText invite = answered(SessionTimerSettings.DEFAULT);
        calls.get(0).offer(moved());
        SipText ours = peer.expect("INVITE");
        SipText refusal = ask(invite, "INVITE", 1, "Content-Type: application/sdp", "", ScriptedPeer.SDP);
        assertThat(refusal.startLine()).startsWith("SIP/2.0 491");
        peer.send(peer.request(invite, "ACK", 1, "t1"), invite.from());
        peer.respond(ours, "491 Request Pending", "");
        peer.expect("ACK");
        long start = System.nanoTime();
        SipText theirs = ask(invite, "INVITE", 2, "Content-Type: application/sdp", "", ScriptedPeer.SDP);
        assertThat(theirs.startLine()).as("meanwhile theirs is taken").startsWith("SIP/2.0 200");
        peer.send(peer.request(invite, "ACK", 2, "t1"), invite.from());
        SipText again = peer.expect("INVITE");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1900), Duration.ofMillis(4600));
        peer.answer(again, "");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("offer answered"));
    }

    @Test
    void hasNoSessionToChangeBeforeTheAnswer() {
        SipText invite = dial(SessionTimerSettings.DEFAULT);
        calls.get(0).offer(moved());
        await().until(() -> heard.hasHeard("offer refused 503"));
        peer.respond(invite, "486 Busy Here", "t");
    }

    // early sessions

    @Test
    void letsThePeerChangeTheSessionBeforeItAnswersWhereItsAnswerWasReliable() {
        var early = new HeardCall() {
            @Override
            public OfferReply onEarlyOffer(MessageBody answer, MessageBody offer) {
                return OfferReply.accept(HeardCall.OFFER);
            }
        };
        Dialling.dial(agent, TrunkSettings.of("t", peer.hostPort(), "gw"), REQUEST, early);
        SipText invite = peer.expect("INVITE");
        String[] progress = {"Contact: " + peer.contact(), "Content-Type: application/sdp", "", ScriptedPeer.SDP};
        peer.respond(invite, "183 Session Progress", "t1", progress);
        await().until(() -> early.hasHeard("early media"));
        String[] offer = {"Contact: " + peer.contact(), "Content-Type: application/sdp", "", ScriptedPeer.SDP};
        assertThat(ask(invite, "UPDATE", 1, offer).startLine())
                .as("nothing is agreed on")
                .startsWith("SIP/2.0 491");
        peer.respond(
                invite,
                "183 Session Progress",
                "t1",
                "Require: 100rel",
                "RSeq: 1",
                "Contact: " + peer.contact(),
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
        peer.respond(peer.expect("PRACK"), "200 OK", "");
        SipText ok = ask(invite, "UPDATE", 2, offer);
        assertThat(ok.startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(ok.body()).isEqualTo(HeardCall.OFFER.text());
        peer.respond(invite, "486 Busy Here", "t1");
        early.outcome();
    }

    // keys

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, 'Signal=5\r\nDuration=160', 5",
        "application/dtmf-relay, 'Duration= 100\r\nsignal= #', #",
        "application/dtmf-relay, 'Signal=10', *",
        "application/dtmf, 1, 1",
        "application/dtmf, ' 11 ', #"
    })
    void hearsAKeyThatComesByInfo(String type, String body, char key) {
        SipText invite = answered(SessionTimerSettings.DEFAULT);
        assertThat(ask(invite, "INFO", 1, "Content-Type: " + type, "", body).startLine())
                .isEqualTo("SIP/2.0 200 OK");
        await().until(() -> heard.hasHeard("digit " + key));
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, Signal=x",
        "application/dtmf, 12",
        "text/plain, 1",
        "application/dtmf-relay, ''"
    })
    void hearsNoKeyInOtherInfos(String type, String body) {
        SipText invite = answered(SessionTimerSettings.DEFAULT);
        assertThat(ask(invite, "INFO", 1, "Content-Type: " + type, "", body).startLine())
                .isEqualTo("SIP/2.0 200 OK");
        assertThat(heard.heard()).containsExactly("answered");
    }
}
