package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trunkline.sip.trunk.HealthSettings;
import trunkline.sip.trunk.HealthSettings.Ratio;
import trunkline.sip.trunk.TrunkSettings;

/** OPTIONS as a trunk sees them (RFC 3261 §11), and what is concluded from them. */
class TrunkWatchIT {

    private static final HealthSettings QUICK =
            HealthSettings.DEFAULT.withInterval(Duration.ofMillis(200)).withRatios(new Ratio(2, 3), new Ratio(2, 2));

    private static SipUserAgent agent;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final List<String> statuses = new CopyOnWriteArrayList<>();
    private final List<SipTrunk> trunks = new ArrayList<>();

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
        trunks.forEach(SipTrunk::close);
        peer.close();
    }

    private SipTrunk open(HealthSettings health) throws IOException {
        SipTrunk trunk = agent.open(
                TrunkSettings.of("t", peer.hostPort(), "gw.local").withHealth(health),
                status -> statuses.add(status.isUsable() ? "up" : status.trouble()));
        trunks.add(trunk);
        return trunk;
    }

    @Test
    void asksWithAUserInFromAndNoneInTheRequestUri() throws IOException {
        open(QUICK);
        SipText options = peer.expect("OPTIONS");
        assertThat(options.startLine()).isEqualTo("OPTIONS sip:" + peer.hostPort() + " SIP/2.0");
        assertThat(options.header("From")).startsWith("<sip:trunkline@gw.local>;tag=");
        assertThat(options.header("To")).isEqualTo("<sip:" + peer.hostPort() + ">");
        peer.respond(options, "200 OK", "o");
        SipText next = peer.expect("OPTIONS");
        assertThat(next.header("CSeq")).isEqualTo("2 OPTIONS");
        assertThat(next.header("Call-ID")).isEqualTo(options.header("Call-ID"));
    }

    @Test
    void isDownAfterSoManySilencesAndUpAfterSoManyAnswersAgain() throws IOException {
        SipTrunk trunk = open(QUICK);
        await().until(() -> !trunk.status().isUsable());
        assertThat(trunk.status().trouble()).startsWith("does not answer OPTIONS: 408 ");
        // Quicker than the questions come, which are repeated.
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            peer.respond(peer.expect("OPTIONS"), "404 Not Found", "o");
            return statuses.size() == 3;
        });
        assertThat(statuses).element(2).as("a refusal is a sign of life").isEqualTo("up");
    }

    @Test
    void takesA503ForNoAnswer() throws IOException {
        SipTrunk trunk = open(QUICK);
        for (int i = 0; i < 2; i++) {
            peer.respond(peer.expect("OPTIONS"), "503 Service Unavailable", "o");
        }
        await().until(() -> !trunk.status().isUsable());
        assertThat(trunk.status().trouble()).isEqualTo("does not answer OPTIONS: 503 Service Unavailable");
    }

    @Test
    void doesNotTouchAnotherTrunk() throws IOException {
        SipTrunk sick = open(QUICK);
        try (var other = new ScriptedPeer()) {
            SipTrunk well =
                    agent.open(TrunkSettings.of("well", other.hostPort(), "gw").withHealth(QUICK), status -> {});
            await().until(() -> {
                other.respond(other.expect("OPTIONS"), "200 OK", "o");
                return !sick.status().isUsable();
            });
            assertThat(well.status().isUsable()).isTrue();
        }
    }
}
