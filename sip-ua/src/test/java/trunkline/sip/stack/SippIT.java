package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.CallOutcome.Busy;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Declined;
import trunkline.sip.dialog.CallOutcome.HungUpBy;
import trunkline.sip.dialog.CallOutcome.Missing;
import trunkline.sip.dialog.CallOutcome.NoAnswer;
import trunkline.sip.dialog.CallOutcome.Redirected;
import trunkline.sip.dialog.CallOutcome.Unreachable;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkSettings;

/**
 * Calls to SIPp, with the scenarios of {@code bench/sipp}: both our outcome and SIPp's opinion of the call are
 * asserted. T1 is 500 ms, as on the wire. The silent callee takes Timer B, 32 s, and SIPp 40 s; it is called first and
 * looked at last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SippIT {

    private static SipUserAgent agent;
    private static Sipp silent;
    private static final HeardCall SILENCE = new HeardCall();
    private static long silentSinceNanos;

    private final HeardCall heard = new HeardCall();

    @BeforeAll
    static void start() throws IOException {
        String missing = Sipp.missing();
        assumeTrue(missing.isEmpty(), missing);
        agent = new SipUserAgent(SipSettings.on("127.0.0.1"));
        agent.start();
        silent = Sipp.play("uas-silent");
        silentSinceNanos = System.nanoTime();
        dial(silent, SILENCE, Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        if (agent != null) {
            agent.close();
            silent.close();
        }
    }

    private static OutboundCall dial(Sipp sipp, HeardCall listener, Duration ring) {
        var request = CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER);
        return Dialling.dial(
                agent,
                TrunkSettings.of("sipp", sipp.hostPort(), "gw.local")
                        .withCredentials(Credentials.of("alice", "secret")),
                request.withRing(ring),
                listener);
    }

    private void assertTalksAndHangsUp(Sipp sipp) {
        OutboundCall call = dial(sipp, heard, Duration.ofSeconds(30));
        await().atMost(Duration.ofSeconds(40)).until(() -> heard.hasHeard("answered") || heard.hasEnded());
        assertHangsUp(sipp, call, heard);
    }

    private static void assertHangsUp(Sipp sipp, OutboundCall call, HeardCall heard) {
        call.hangUp();
        assertThat(heard.outcome()).isInstanceOfSatisfying(Completed.class, completed -> assertThat(completed.by())
                .isEqualTo(HungUpBy.US));
        sipp.assertContent();
    }

    private CallOutcome outcome(String scenario) {
        try (Sipp sipp = Sipp.play(scenario)) {
            dial(sipp, heard, Duration.ofSeconds(2));
            CallOutcome outcome = heard.outcome();
            sipp.assertContent();
            return outcome;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uas-answer", "uas-answer-fast", "uas-alaw"})
    @Order(1)
    void talksAndHangsUp(String scenario) {
        try (Sipp sipp = Sipp.play(scenario)) {
            assertTalksAndHangsUp(sipp);
        }
        assertThat(heard.heard()).containsSubsequence("answered", "ended");
    }

    /** Half of the INVITEs vanish: one call in 128 loses all seven, and rightly comes to nothing. */
    @Test
    @Order(1)
    void talksWhereHalfOfTheInvitesVanish() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            HeardCall once = new HeardCall();
            try (Sipp sipp = Sipp.play("uas-lossy")) {
                OutboundCall call = dial(sipp, once, Duration.ofSeconds(30));
                await().atMost(Duration.ofSeconds(40)).until(() -> once.hasHeard("answered") || once.hasEnded());
                if (once.hasHeard("answered")) {
                    assertHangsUp(sipp, call, once);
                    return;
                }
            }
        }
        throw new AssertionError("three calls lost all their INVITEs");
    }

    @Test
    @Order(1)
    void givesUpOnACalleeThatRingsForEver() {
        assertThat(outcome("uas-noanswer")).isInstanceOf(NoAnswer.class);
    }

    @Test
    @Order(1)
    void hearsBusy() {
        assertThat(outcome("uas-busy")).isInstanceOf(Busy.class);
    }

    @Test
    @Order(1)
    void isDeclined() {
        assertThat(outcome("uas-decline-603")).isInstanceOf(Declined.class);
    }

    @Test
    @Order(1)
    void isToldToComeBackLater() {
        assertThat(outcome("uas-unavailable-503")).isInstanceOfSatisfying(Unreachable.class, unreachable -> {
            assertThat(unreachable.missing()).isEqualTo(Missing.TRUNK);
            assertThat(unreachable.status().retryAfter()).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    @Order(1)
    void callsWhereItIsRedirectedTo() {
        try (Sipp other = Sipp.play("uas-answer");
                Sipp sipp = Sipp.play("uas-redirect-302", "-key", "redirect", "sip:other@" + other.hostPort())) {
            assertTalksAndHangsUp(sipp);
            other.assertContent();
        }
        assertThat(heard.heard()).containsExactly("ringing 180", "answered", "ended");
    }

    @Test
    @Order(1)
    void failsWhereItIsRedirectedToSomethingThatIsNoPhone() {
        try (Sipp sipp = Sipp.play("uas-redirect-302", "-key", "redirect", "mailto:alice@example.com")) {
            dial(sipp, heard, Duration.ofSeconds(2));
            assertThat(heard.outcome()).isInstanceOf(Redirected.class);
            sipp.assertContent();
        }
    }

    @Test
    @Order(1)
    void takesEarlyMediaForNoAnswer() {
        try (Sipp sipp = Sipp.play("uas-earlymedia-183")) {
            assertTalksAndHangsUp(sipp);
        }
        assertThat(heard.heard()).containsExactly("ringing 183", "early media", "answered", "ended");
    }

    @Test
    @Order(1)
    void acknowledgesReliableProgress() {
        try (Sipp sipp = Sipp.play("uas-100rel")) {
            assertTalksAndHangsUp(sipp);
        }
        assertThat(heard.heard()).containsExactly("ringing 183", "early media", "answered", "ended");
    }

    @Test
    @Order(1)
    void answersTheChallengeOfACallee() {
        try (Sipp sipp = Sipp.play("uas-auth-401")) {
            assertTalksAndHangsUp(sipp);
        }
    }

    @Test
    @Order(1)
    void answersTheChallengeOfAProxy(@TempDir Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("407.log");
        try (Sipp sipp = Sipp.play("uas-auth-407", "-trace_logs", "-log_file", log.toString())) {
            assertTalksAndHangsUp(sipp);
        }
        Process check = new ProcessBuilder(
                        "python3", Sipp.scenario("check-digest.py").toString(), log.toString())
                .redirectErrorStream(true)
                .start();
        String verdict = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as("%s%s", verdict, Files.readString(log)).isZero();
        assertThat(verdict).contains("1 digests, 0 wrong");
    }

    @Test
    @Order(1)
    void isPutOnHoldAndTakenOffIt() {
        try (Sipp sipp = Sipp.play("uas-reinvite-hold")) {
            OutboundCall call = dial(sipp, heard, Duration.ofSeconds(30));
            await().until(() -> heard.hasHeard("offer sendrecv"));
            assertThat(heard.heard()).containsExactly("ringing 180", "answered", "offer sendonly", "offer sendrecv");
            call.hangUp();
            assertThat(heard.outcome()).isInstanceOf(Completed.class);
            sipp.assertContent();
        }
    }

    @Test
    @Order(1)
    void isHungUpInTheMiddleOfThePrompt() {
        assertThat(outcome("uas-bye-early"))
                .isInstanceOfSatisfying(
                        Completed.class, completed -> assertThat(completed.by()).isEqualTo(HungUpBy.THEM));
    }

    @Test
    @Order(2)
    void givesUpOnASilentTrunkAfterTimerB() {
        assertThat(SILENCE.outcome()).isInstanceOfSatisfying(Unreachable.class, unreachable -> {
            assertThat(unreachable.missing()).isEqualTo(Missing.TRUNK);
            assertThat(unreachable.status().code()).isEqualTo(408);
        });
        // 64 × T1; the clock of this test began before the INVITE, and may be read late.
        assertThat(SILENCE.endedAtNanos() - silentSinceNanos)
                .isBetween(
                        Duration.ofMillis(31_500).toNanos(),
                        Duration.ofMillis(34_000).toNanos());
        silent.assertContent();
    }
}
