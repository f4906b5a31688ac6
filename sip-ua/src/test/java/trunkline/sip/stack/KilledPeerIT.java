package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import trunkline.sip.dialog.CallOutcome.Unreachable;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

/** A trunk over UDP that is killed while it has calls, and started again at the same port: its system refuses what is sent. */
@Isolated
class KilledPeerIT {

    private static final CallRequest REQUEST =
            CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);

    private final SipUserAgent agent =
            new SipUserAgent(SipSettings.on("127.0.0.1").withT1(Duration.ofMillis(50)));
    private ScriptedPeer peer = new ScriptedPeer();

    @BeforeEach
    void start() throws IOException {
        agent.start();
    }

    @AfterEach
    void close() {
        agent.close();
        peer.close();
    }

    private static void answered(ScriptedPeer peer, HeardCall heard) {
        SipText invite = peer.expect("INVITE");
        peer.answer(invite, "t1");
        peer.expect("ACK");
        await().until(() -> heard.hasHeard("answered"));
    }

    @Test
    void itsCallsEndAndTheNextOneWorks() throws IOException {
        SipTrunk trunk = Dialling.open(agent, TrunkSettings.of("peer", peer.hostPort(), "gw.local"));
        HeardCall talking = new HeardCall();
        OutboundCall call = trunk.dial(REQUEST, talking);
        answered(peer, talking);
        HeardCall asked = new HeardCall();
        trunk.dial(REQUEST, asked);
        peer.expect("INVITE");
        int port = Integer.parseInt(peer.hostPort().replaceAll(".*:", ""));

        peer.close();
        HeardCall missed = new HeardCall();
        trunk.dial(REQUEST, missed);
        call.hangUp();

        assertThat(asked.outcome()).isInstanceOf(Unreachable.class);
        assertThat(missed.outcome()).isInstanceOf(Unreachable.class);
        talking.outcome();
        peer = new ScriptedPeer("127.0.0.1", port);
        HeardCall next = new HeardCall();
        OutboundCall last = trunk.dial(REQUEST, next);
        answered(peer, next);
        // nothing is left of those that ended
        await().until(() -> agent.sizes().calls() == 1);
        last.hangUp();
        peer.respond(peer.expect("BYE"), "200 OK", "");
        next.outcome();
    }
}
