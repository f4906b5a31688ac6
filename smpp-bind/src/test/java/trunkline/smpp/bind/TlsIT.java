package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.Unanswered;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.session.Endpoint;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.LinkLoss.Cause;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.TlsSettings;
import trunkline.smpp.session.TlsSettings.Identity;
import trunkline.smpp.session.TlsSettings.Trust;
import trunkline.smpp.session.TlsSettings.Version;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;
import trunkline.smpp.wire.Certificates;

/** A bind over TLS: whom it believes, and what it says of those that it does not. */
class TlsIT {

    @TempDir
    private static Path folder;

    private static Certificates.Pair localhost;
    private static Certificates.Pair elsewhere;

    private SmscSimulator smsc =
            new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, SimulatorListener.NONE);

    @BeforeAll
    static void makeCertificates() throws Exception {
        var certificates = new Certificates(folder);
        localhost = certificates.of("localhost");
        elsewhere = certificates.of("smsc.elsewhere.example");
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void submitsAndGetsReceiptsOverTls() {
        listen(localhost, null);
        var settings = Gateway.settings(smsc.port())
                .withWindow(200)
                .withSmsc(Endpoint.of("localhost", smsc.port()).withTls(trusting(localhost)));
        try (var gateway = new Gateway(settings)) {
            await().until(() -> gateway.bounds.get() == 1);
            for (int i = 0; i < 200; i++) {
                gateway.submit(i, "over TLS", SubmitOptions.WITH_RECEIPT);
            }
            await().until(() -> gateway.outcomes.size() == 200 && gateway.deliveries.size() == 200);
            assertThat(gateway.outcomes.values()).allMatch(outcomes -> outcomes.get(0) instanceof Accepted);
            assertThat(gateway.losses).isEmpty();
        }
    }

    @Test
    void aLinkCutMidWindowLeavesEveryOneUnansweredThatTlsHadTaken() {
        listen(localhost, null);
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.NEVER).withLinks(Links.cutAfterSubmits(10)));
        try (var gateway = gateway(trusting(localhost))) {
            await().until(() -> gateway.bounds.get() == 1);
            for (int i = 0; i < 10; i++) {
                gateway.submit(i, "x", SubmitOptions.NONE);
            }
            await().until(() -> gateway.outcomes.size() == 10);
            assertThat(gateway.outcomes.values())
                    .allMatch(outcomes -> outcomes.get(0).equals(new Unanswered(UnansweredReason.LINK_LOST)));
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefusedAndBothNamesAreSaid() {
        listen(elsewhere, null);
        LinkLoss loss = lossOf(trusting(elsewhere));
        assertThat(loss.cause()).isEqualTo(Cause.TLS_FAILED);
        assertThat(loss.detail()).contains("[smsc.elsewhere.example]").contains("localhost");
    }

    @Test
    void theNameToLookForCanBeSetOrNotLookedFor() {
        listen(elsewhere, null);
        for (TlsSettings tls : new TlsSettings[] {
            trusting(elsewhere).withServerName("smsc.elsewhere.example"),
            trusting(elsewhere).withoutNameCheck()
        }) {
            try (var gateway = gateway(tls)) {
                await().until(() -> gateway.bounds.get() == 1);
            }
        }
    }

    @Test
    void aCertificateThatNobodyTrustedStandsForIsRefused() {
        listen(localhost, null);
        for (TlsSettings tls : new TlsSettings[] {TlsSettings.DEFAULT, trusting(elsewhere)}) {
            LinkLoss loss = lossOf(tls);
            assertThat(loss.cause()).isEqualTo(Cause.TLS_FAILED);
            assertThat(loss.detail()).contains("CN=localhost").contains("unable to find valid certification path");
        }
    }

    @Test
    void showsOurCertificateToAnSmscThatAsksForIt() {
        listen(localhost, elsewhere.certificate());
        Identity pem = new Identity(elsewhere.certificate(), elsewhere.key(), "");
        Identity store = new Identity(elsewhere.store(), null, Certificates.PASSWORD);
        for (Identity identity : new Identity[] {pem, store}) {
            try (var gateway = gateway(trusting(localhost).withIdentity(identity))) {
                await().until(() -> gateway.bounds.get() == 1);
            }
        }
    }

    @Test
    void saysThatTheSmscWantsACertificateWhereItGetsNone() {
        listen(localhost, elsewhere.certificate());
        for (Version least : Version.values()) {
            LinkLoss loss = lossOf(trusting(localhost).withLeast(least));
            assertThat(loss.cause()).isEqualTo(Cause.TLS_FAILED);
            assertThat(loss.detail()).containsAnyOf("certificate_required", "bad_certificate");
        }
    }

    @Test
    void saysThatTheSmscSpeaksNoTls() {
        smsc.start();
        LinkLoss loss = lossOf(trusting(localhost));
        assertThat(loss.cause()).isIn(Cause.TLS_FAILED, Cause.CONNECT_TIMEOUT);
    }

    @Test
    void aFileThatIsNoneIsNamedWithItsKeyBeforeTheFirstAttemptAndAtEachOne() throws Exception {
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "no certificate");
        assertThatThrownBy(
                        () -> TlsSettings.DEFAULT.withTrust(Trust.pem(rubbish)).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'tls.trust' is '" + rubbish + "': must hold certificates in PEM");
        Identity missing = new Identity(folder.resolve("missing"), null, "");
        assertThatThrownBy(() -> TlsSettings.DEFAULT.withIdentity(missing).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'tls.identity' is '" + missing.certificate() + "': must be a certificate");
        listen(localhost, null);
        LinkLoss loss = lossOf(TlsSettings.DEFAULT.withTrust(Trust.pem(rubbish)));
        assertThat(loss.cause()).isEqualTo(Cause.TLS_FAILED);
        assertThat(loss.detail()).contains("'tls.trust'");
    }

    @Test
    void neverShowsAPassword() {
        Identity identity = new Identity(Path.of("a"), null, "secret");
        assertThat(TlsSettings.DEFAULT
                        .withIdentity(identity)
                        .withTrust(new Trust(Path.of("b"), "secret"))
                        .toString())
                .doesNotContain("secret");
    }

    private void listen(Certificates.Pair own, @Nullable Path clients) {
        var tls = new SimulatorSettings.Tls(own.certificate(), own.key(), clients);
        smsc = new SmscSimulator(
                SimulatorSettings.LOOPBACK.withTls(tls), SmscBehaviour.PERFECT, SimulatorListener.NONE);
        smsc.start();
    }

    private static TlsSettings trusting(Certificates.Pair other) {
        return TlsSettings.DEFAULT.withTrust(Trust.pem(other.certificate()));
    }

    private Gateway gateway(TlsSettings tls) {
        return new Gateway(Gateway.settings(smsc.port())
                .withSmsc(Endpoint.of("localhost", smsc.port()).withTls(tls)));
    }

    private LinkLoss lossOf(TlsSettings tls) {
        try (var gateway = gateway(tls)) {
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.bounds.get()).isZero();
            return gateway.losses.get(0);
        }
    }
}
