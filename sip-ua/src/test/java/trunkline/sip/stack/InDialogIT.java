package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

/** What the peer asks of us in a running call. T1 is 50 ms, so that our own repetitions can be waited for. */
class InDialogIT {

    private static SipUserAgent agent;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final HeardCall heard = new HeardCall();
    private final String[] hold = {
        "Contact: " + peer.contact(), "Content-Type: application/sdp", "", ScriptedPeer.SDP + "a=sendonly\r\n"
    };

    @BeforeAll
    static void start() throws IOException {
        agent = new SipUserAgent(SipSettings.on("127.0.0.1").withT1(Duration.ofMillis(50)));
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

    private OutboundCall dial(CallListener listener) {
        return Dialling.dial(
                agent,
                TrunkSettings.of("peer", peer.hostPort(), "gw.local"),
                CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER),
                listener);
    }

    private SipText answered() {
        return answered(heard);
    }

    private SipText answered(HeardCall listener) {
        dial(listener);
        SipText invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> listener.hasHeard("answered"));
        return invite;
    }

    private SipText ask(SipText invite, String method, int sequence, String... lines) {
        peer.send(peer.request(invite, method, sequence, "t1", lines), invite.from());
        return peer.expect("SIP/2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, 200 OK",
        "INFO, 200 OK",
        "MESSAGE, 405 Method Not Allowed",
        "REFER, 405 Method Not Allowed",
        "SUBSCRIBE, 405 Method Not Allowed",
        "PRACK, 405 Method Not Allowed",
        "WHATEVER, 501 Not implemented"
    })
    void answersEachMethodAndSaysWhatIsAllowed(String method, String status) {
        SipText invite = answered();
        SipText response = ask(invite, method, 1);
        assertThat(response.startLine()).isEqualToIgnoringCase("SIP/2.0 " + status);
        assertThat(response.header("Allow")).isEqualTo("INVITE,ACK,CANCEL,BYE,OPTIONS,INFO,UPDATE");
        assertThat(heard.heard()).containsExactly("answered");
    }

    @Test
    void refusesANotifyAndOneWithoutItsHeadersAsBroken() {
        SipText invite = answered();
        SipText refusal = ask(invite, "NOTIFY", 1, "Event: refer", "Subscription-State: active");
        assertThat(refusal.startLine()).startsWith("SIP/2.0 405");
        assertThat(ask(invite, "NOTIFY", 2).startLine()).startsWith("SIP/2.0 400");
    }

    @Test
    void refusesARequestThatIsOutOfOrder() {
        SipText invite = answered();
        assertThat(ask(invite, "INFO", 5).startLine()).startsWith("SIP/2.0 200");
        assertThat(ask(invite, "INFO", 4).startLine()).startsWith("SIP/2.0 500");
        assertThat(ask(invite, "INFO", 7).startLine()).startsWith("SIP/2.0 200");
    }

    @Test
    void refusesAnExtensionThatItDoesNotHave() {
        SipText refusal = ask(answered(), "OPTIONS", 1, "Require: precondition", "Require: timer, evil");
        assertThat(refusal.startLine()).isEqualTo("SIP/2.0 420 Bad extension");
        assertThat(refusal.header("Unsupported")).isEqualTo("precondition,evil");
    }

    @Test
    void answersARepeatedRequestWithTheSameResponse() {
        SipText invite = answered();
        String info = peer.request(invite, "INFO", 1, "t1");
        peer.send(info, invite.from());
        SipText first = peer.expect("SIP/2.0 200");
        await().until(() -> {
            peer.send(info, invite.from());
            return !peer.nothing("SIP/2.0 200", 100);
        });
        assertThat(peer.seen().get(peer.seen().size() - 1).text()).isEqualTo(first.text());
    }

    // offers of the peer

    @Test
    void handsAnOfferToTheCallerAndSendsItsAnswer() {
        SipText invite = answered();
        SipText ok = ask(invite, "INVITE", 1, hold);
        assertThat(ok.startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(ok.body()).isEqualTo(HeardCall.OFFER.text());
        assertThat(ok.header("Contact")).isEqualTo(invite.header("Contact"));
        peer.send(peer.request(invite, "ACK", 1, "t1"), invite.from());
        assertThat(heard.heard()).containsExactly("answered", "offer sendonly");
        assertThat(peer.nothing("SIP/2.0 200", 300))
                .as("repeated after the ACK")
                .isTrue();
    }

    @Test
    void sendsLaterRequestsToTheContactOfTheReinvite() {
        OutboundCall call = dial(heard);
        SipText invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
        String[] moved = {
            "Contact: <sip:moved@" + peer.hostPort() + ">", "Content-Type: application/sdp", "", ScriptedPeer.SDP
        };
        ask(invite, "INVITE", 1, moved);
        peer.send(peer.request(invite, "ACK", 1, "t1"), invite.from());
        call.hangUp();
        SipText bye = peer.expect("BYE");
        assertThat(bye.requestUri()).isEqualTo("sip:moved@" + peer.hostPort());
        peer.respond(bye, "200 OK", "");
    }

    @Test
    void repeatsItsAnswerUntilItIsAcknowledged() {
        SipText invite = answered();
        SipText ok = ask(invite, "INVITE", 1, hold);
        assertThat(peer.expect("SIP/2.0 200").text()).isEqualTo(ok.text());
        assertThat(peer.expect("SIP/2.0 200").text()).isEqualTo(ok.text());
        peer.send(peer.request(invite, "ACK", 1, "t1"), invite.from());
        await().until(() -> peer.nothing("SIP/2.0 200", 500));
    }

    @Test
    void endsACallWhoseReinviteIsNeverAcknowledged() {
        SipText invite = answered();
        ask(invite, "INVITE", 1, hold);
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Reason")).isEqualTo("SIP;cause=408;text=\"No ACK\"");
        assertThat(peer.seen().stream().filter(seen -> seen.startsWith("SIP/2.0 200")))
                .as("at 0, 1, 3, 7, 15, 23, 31, 39, 47, 55 and 63 times T1")
                .hasSizeBetween(10, 11);
    }

    @Test
    void refusesAnOfferThatTheCallerCannotTakeAndGoesOn() {
        var stubborn = new HeardCall() {
            @Override
            public OfferReply onOffer(MessageBody offer) {
                return OfferReply.refuse(488, "Not Acceptable Here");
            }
        };
        SipText invite = answered(stubborn);
        assertThat(ask(invite, "INVITE", 1, hold).startLine()).isEqualTo("SIP/2.0 488 Not Acceptable Here");
        peer.expect("SIP/2.0 488");
        peer.send(peer.request(invite, "ACK", 1, "t1"), invite.from());
        assertThat(ask(invite, "INFO", 2).startLine()).startsWith("SIP/2.0 ");
        assertThat(stubborn.heard()).containsExactly("answered");
    }

    @Test
    void offersItsSessionToAReinviteWithoutAnOfferAndTakesTheAnswerFromTheAck() {
        SipText invite = answered();
        SipText ok = ask(invite, "INVITE", 1);
        assertThat(ok.startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(ok.body()).isEqualTo(HeardCall.OFFER.text());
        peer.send(
                peer.request(invite, "ACK", 1, "t1", "Content-Type: application/sdp", "", ScriptedPeer.SDP),
                invite.from());
        await().until(() -> heard.hasHeard("offer answered"));
    }

    @Test
    void takesAnOfferInAnUpdate() {
        SipText invite = answered();
        SipText ok = ask(invite, "UPDATE", 1, hold);
        assertThat(ok.startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(ok.body()).isEqualTo(HeardCall.OFFER.text());
        assertThat(heard.heard()).containsExactly("answered", "offer sendonly");
    }

    @Test
    void takesAnUpdateWithoutAnOffer() {
        SipText ok = ask(answered(), "UPDATE", 1, "Contact: <sip:peer@192.0.2.1>");
        assertThat(ok.startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(ok.body()).isEmpty();
        assertThat(heard.heard()).containsExactly("answered");
    }

    @Test
    void putsOffAnOfferWhileItsOwnIsNotAnswered() {
        dial(heard);
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, "180 Ringing", "t1", "Contact: " + peer.contact());
        await().until(() -> heard.hasHeard("ringing 180"));
        assertThat(ask(invite, "UPDATE", 1, hold).startLine()).startsWith("SIP/2.0 491");
        peer.respond(invite, "486 Busy Here", "t1");
    }

    @Test
    void answersACancelOfAReinviteThatCameTooLate() {
        SipText invite = answered();
        String reinvite = peer.request(invite, "INVITE", 1, "t1", hold);
        peer.send(reinvite, invite.from());
        peer.expect("SIP/2.0 200");
        peer.send(reinvite.replace("INVITE", "CANCEL"), invite.from());
        SipText ok = peer.expect("SIP/2.0 200");
        assertThat(ok.header("CSeq")).isIn("1 CANCEL", "1 INVITE");
        assertThat(heard.ends()).isZero();
    }

    // after the end

    @Test
    void answersAByeThatCrossesOurs() {
        OutboundCall call = dial(heard);
        SipText invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        call.hangUp();
        SipText bye = peer.expect("BYE");
        assertThat(ask(invite, "BYE", 1).startLine()).isEqualTo("SIP/2.0 200 OK");
        peer.respond(bye, "200 OK", "");
        assertThat(heard.outcome()).isInstanceOf(Completed.class);
        assertThat(ask(invite, "BYE", 2).startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(ask(invite, "INFO", 3).startLine()).startsWith("SIP/2.0 481");
        assertThat(heard.ends()).isEqualTo(1);
    }
}
