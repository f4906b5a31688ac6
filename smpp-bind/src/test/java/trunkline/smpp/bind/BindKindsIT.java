package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.smpp.address.Address;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.Refused;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.session.BindRequest;
import trunkline.smpp.session.BindResponse;
import trunkline.smpp.session.BindType;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.Endpoint;
import trunkline.smpp.session.LinkLoss.Cause;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SmppVersion;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.UserData;
import trunkline.smpp.session.WireTap.Direction;
import trunkline.smpp.simulator.Admission;
import trunkline.smpp.simulator.Load;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Over;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;
import trunkline.smpp.trace.PduLines.Detail;

/** Binds of each type and version, refused ones, and what is done beside submitting, against the simulated SMSC. */
class BindKindsIT {

    private static final Address SOURCE = Address.alphanumeric("Trunkline");

    private final List<String> withdrawn = new CopyOnWriteArrayList<>();
    private final SmscSimulator smsc = new SmscSimulator(
            SimulatorSettings.LOOPBACK.withAccount("gw", "secret"), SmscBehaviour.PERFECT, new Withdrawals());

    @BeforeEach
    void start() {
        smsc.start();
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void aTransmitterSubmitsAndItsReceiptsComeOverTheReceiver() {
        try (var transmitter = bound(BindType.TRANSMITTER, SmppVersion.V3_4);
                var receiver = bound(BindType.RECEIVER, SmppVersion.V3_4)) {
            transmitter.submit(1, "x", SubmitOptions.WITH_RECEIPT);
            await().until(() -> receiver.deliveries.size() == 1);
            assertThat(transmitter.outcome(1)).isInstanceOf(Accepted.class);
            assertThat(transmitter.deliveries).isEmpty();
            assertThat(receiver.submit(2, "x", SubmitOptions.NONE)).isZero();
        }
    }

    @Test
    void receiptsComeOverAnotherBindOfTheSameAccount() {
        smsc.behave(SmscBehaviour.PERFECT.withReceipts(Receipts.AT_ONCE.over(Over.ANOTHER_BIND)));
        try (var one = bound(BindType.TRANSCEIVER, SmppVersion.V3_4);
                var other = bound(BindType.TRANSCEIVER, SmppVersion.V3_4)) {
            for (int i = 0; i < 5; i++) {
                one.submit(i, "x", SubmitOptions.WITH_RECEIPT);
            }
            await().until(() -> other.deliveries.size() == 5);
            assertThat(one.deliveries).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bindsAndSubmitsInEachVersionAndTellsWhatTheSmscSpeaks(SmppVersion version) {
        smsc.behave(SmscBehaviour.PERFECT.withAdmission(Admission.ofVersion(version.octet())));
        BindType type = version == SmppVersion.V3_3 ? BindType.TRANSMITTER : BindType.TRANSCEIVER;
        try (var gateway = bound(type, version)) {
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            assertThat(gateway.outcome(1)).isInstanceOf(Accepted.class);
            int told = version == SmppVersion.V3_3 ? -1 : version.octet();
            assertThat(gateway.bind.status().peer()).isEqualTo(new BindResponse(0, "simulator", told));
        }
    }

    @Test
    void tellsTheCongestionOfTheSmscAndWhenThePduWentAndCame() {
        smsc.behave(SmscBehaviour.PERFECT
                .withAdmission(Admission.ofVersion(0x50))
                .withLoad(Load.ANY.withCongestion(Load.Congestion.OPTIMUM))
                .withResponses(Responses.after(Duration.ofMillis(50))));
        try (var gateway = bound(BindType.TRANSCEIVER, SmppVersion.V5_0)) {
            Instant before = Instant.now();
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            Passage passage = Objects.requireNonNull(gateway.passages.get(1L));
            assertThat(passage.congestionState()).isEqualTo(85);
            assertThat(passage.sequence()).isEqualTo(2); // the bind was 1
            assertThat(passage.sentAt()).isBetween(before.minusMillis(100), before.plusSeconds(10));
            assertThat(passage.answeredAt()).isAfterOrEqualTo(passage.sentAt().plusMillis(49));
        }
    }

    @Test
    void connectsFromTheAddressItIsTold() {
        var settings = settings(BindType.TRANSCEIVER, SmppVersion.V3_4);
        var local = Endpoint.of("127.0.0.1", smsc.port()).withLocalAddress("127.0.0.2");
        try (var gateway = new Gateway(settings.withSmsc(local))) {
            await().until(() -> gateway.bounds.get() == 1);
        }
        var nowhere = Endpoint.of("127.0.0.1", smsc.port()).withLocalAddress("192.0.2.1");
        try (var gateway = new Gateway(settings.withSmsc(nowhere))) {
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.CONNECT_FAILED);
        }
    }

    @Test
    void afterAFewWrongPasswordsWaitsForTheOperatorSoThatNoAccountIsLocked() {
        smsc.behave(SmscBehaviour.PERFECT.withAdmission(Admission.OF_ALL.withLockAfter(5)));
        var wrong = settings(BindType.TRANSCEIVER, SmppVersion.V3_4)
                .withTimings(refusedAtMost(3))
                .withRequest(BindRequest.of(new Credentials("gw", "wrong")));
        try (var gateway = new Gateway(wrong)) {
            await().until(() -> gateway.bind.status().state() == BindStatus.State.SUSPENDED);
            assertThat(gateway.losses)
                    .hasSize(3)
                    .allMatch(loss -> loss.commandStatus() == CommandStatus.ESME_RINVPASWD);
            assertThat(gateway.bind.status().lastLoss()).isEqualTo(gateway.losses.get(2));

            gateway.bind.retryNow();
            await().until(() -> gateway.losses.size() == 4);
            await().until(() -> gateway.bind.status().state() == BindStatus.State.SUSPENDED);
        }
        try (var right = bound(BindType.TRANSCEIVER, SmppVersion.V3_4)) {
            assertThat(right.losses).as("the account is not locked").isEmpty();
        }
    }

    @Test
    void comesBackAtOnceWhenTheOperatorHasHelped() {
        smsc.behave(SmscBehaviour.PERFECT.withAdmission(Admission.refusing(CommandStatus.ESME_RINVSYSID)));
        var settings = settings(BindType.TRANSCEIVER, SmppVersion.V3_4).withTimings(refusedAtMost(1));
        try (var gateway = new Gateway(settings)) {
            await().until(() -> gateway.bind.status().state() == BindStatus.State.SUSPENDED);
            smsc.behave(SmscBehaviour.PERFECT);
            gateway.bind.retryNow();
            await().until(() -> gateway.bounds.get() == 1);
        }
    }

    @Test
    void aFatalStatusOfASubmitEndsTheBindInGoodOrderAndSaysWhy() {
        var rules = StatusRules.DEFAULT.with(Map.of(0x67, StatusClass.FATAL_TO_BIND));
        var settings = settings(BindType.TRANSCEIVER, SmppVersion.V3_4).withStatuses(rules);
        smsc.behave(SmscBehaviour.PERFECT.withResponses(
                Responses.after(Duration.ofMillis(100)).withErrors(List.of(new SmscBehaviour.ErrorShare(0x67, 0.3)))));
        try (var gateway = new Gateway(settings)) {
            await().until(() -> gateway.bounds.get() == 1);
            for (int i = 0; i < 10; i++) {
                gateway.submit(i, "x", SubmitOptions.NONE);
            }
            await().until(() -> gateway.bind.status().state() == BindStatus.State.SUSPENDED);
            assertThat(gateway.outcomes.values())
                    .as("the others have their answers")
                    .allMatch(outcomes -> outcomes.get(0) instanceof Accepted || outcomes.get(0) instanceof Refused)
                    .hasSize(10);
            assertThat(gateway.bind.status().lastLoss()).satisfies(loss -> {
                assertThat(loss.cause()).isEqualTo(Cause.FATAL_STATUS);
                assertThat(loss.detail()).isEqualTo("a submit_sm was answered ESME_RQUERYFAIL");
            });
        }
    }

    @Test
    void oneBindTooManyIsRefusedAndTriedAgain() {
        smsc.behave(SmscBehaviour.PERFECT.withAdmission(Admission.OF_ALL.withBindsEach(1)));
        var first = bound(BindType.TRANSCEIVER, SmppVersion.V3_4);
        try (var second = new Gateway(settings(BindType.TRANSCEIVER, SmppVersion.V3_4))) {
            await().until(() -> !second.losses.isEmpty());
            assertThat(second.losses.get(0).commandStatus()).isEqualTo(CommandStatus.ESME_RALYBND);
            first.close();
            await().until(() -> second.bounds.get() == 1);
        } finally {
            first.close();
        }
    }

    @Test
    void keepsALinkAliveThatTheSmscWouldCutForBeingIdle() {
        smsc.behave(SmscBehaviour.PERFECT.withLinks(Links.cutWhenIdle(Duration.ofMillis(400))));
        var keepAlive = new BindTimings.KeepAlive(Duration.ofMillis(150), Duration.ofSeconds(5));
        var timings = new BindTimings(Gateway.QUICK.deadlines(), keepAlive, Gateway.QUICK.backoff());
        try (var gateway =
                new Gateway(settings(BindType.TRANSCEIVER, SmppVersion.V3_4).withTimings(timings))) {
            await().until(() -> gateway.bind.status().counts().getOrDefault(BindCounter.ENQUIRE_LINKS_SENT, 0L) >= 6);
            assertThat(gateway.losses).isEmpty();
        }
    }

    @Test
    void asksForLifeAlsoWhileTheWindowIsFull() {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.NEVER));
        var keepAlive = new BindTimings.KeepAlive(Duration.ofMillis(150), Duration.ofMillis(500));
        var timings = new BindTimings(Gateway.QUICK.deadlines(), keepAlive, Gateway.QUICK.backoff());
        try (var gateway = new Gateway(settings(BindType.TRANSCEIVER, SmppVersion.V3_4)
                .withTimings(timings)
                .withWindow(1))) {
            await().until(() -> gateway.bounds.get() == 1);
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.bind.status().counts().getOrDefault(BindCounter.ENQUIRE_LINKS_SENT, 0L) >= 6);
            assertThat(gateway.losses).isEmpty();
            assertThat(gateway.bind.status().window()).isEqualTo(new BindStatus.WindowUse(1, 1, 1));
        }
    }

    @Test
    void asksWhereAMessageStandsCancelsItAndReplacesIt() {
        smsc.behave(SmscBehaviour.PERFECT.withReceipts(Receipts.after(Duration.ofSeconds(2))));
        try (var gateway = bound(BindType.TRANSCEIVER, SmppVersion.V3_4)) {
            String replaced = submitted(gateway, 1);
            String cancelled = submitted(gateway, 2);
            var text = new UserData(new byte[] {'n', 'e', 'w'}, 0, 3, 0, false);
            var replace = new OperationRequest.Replace(replaced, SOURCE, text, SubmitOptions.Times.SMSC_DEFAULT, 1);
            assertThat(operate(gateway, replace)).isEqualTo(new OperationOutcome.Done());
            var cancel = new OperationRequest.Cancel("", cancelled, SOURCE, Address.NONE);
            assertThat(operate(gateway, cancel)).isEqualTo(new OperationOutcome.Done());
            assertThat(withdrawn).containsExactly(replaced + " new", cancelled);

            assertThat(operate(gateway, new OperationRequest.Query(replaced, SOURCE)))
                    .isEqualTo(new OperationOutcome.Queried(MessageState.ENROUTE, 0, ""));
            assertThat(operate(gateway, new OperationRequest.Query(cancelled, SOURCE)))
                    .isEqualTo(new OperationOutcome.Queried(MessageState.DELETED, 0, "261121120000000+"));
            assertThat(operate(gateway, cancel)).isEqualTo(new OperationOutcome.Done());
            assertThat(operate(gateway, new OperationRequest.Query("nobody's", SOURCE)))
                    .isEqualTo(new OperationOutcome.Refused(CommandStatus.ESME_RQUERYFAIL));

            await().until(() -> gateway.deliveries.size() == 2);
            assertThat(operate(gateway, replace))
                    .isEqualTo(new OperationOutcome.Refused(CommandStatus.ESME_RREPLACEFAIL));
        }
    }

    @Test
    void operationsTakeNoPlaceInTheWindowAndHaveABoundOfTheirOwn() {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.NEVER));
        try (var gateway =
                new Gateway(settings(BindType.TRANSCEIVER, SmppVersion.V3_4).withWindow(1))) {
            await().until(() -> gateway.bounds.get() == 1);
            gateway.submit(1, "x", SubmitOptions.NONE);
            assertThat(gateway.submit(2, "x", SubmitOptions.NONE)).isZero();
            assertThat(operate(gateway, new OperationRequest.Query("x", SOURCE)))
                    .isInstanceOf(OperationOutcome.Refused.class);
            smsc.behave(SmscBehaviour.PERFECT.withLinks(Links.silent()));
            for (int i = 0; i < OperationLedger.CAPACITY; i++) {
                var pending = gateway.bind.operate(new OperationRequest.Query("x", SOURCE));
                assertThat(pending).isNotCompletedExceptionally();
            }
            assertThat(operate(gateway, new OperationRequest.Query("x", SOURCE)))
                    .isEqualTo(new OperationOutcome.NotSent(NotSentReason.TOO_MANY));
            var last = gateway.bind.operate(new OperationRequest.Query("x", SOURCE));
            smsc.dropLinks();
            assertThat(last.join()).isInstanceOf(OperationOutcome.NotSent.class);
            await().until(() -> !gateway.losses.isEmpty());
        }
    }

    @Test
    void showsEveryPduToWhoListensWithTheTokenOfItsSubmit() {
        List<String> seen = new CopyOnWriteArrayList<>();
        List<String> lines = new CopyOnWriteArrayList<>();
        try (var gateway = bound(BindType.TRANSCEIVER, SmppVersion.V3_4)) {
            gateway.bind.tap(pdu -> {
                String token = pdu.token().isPresent() ? " " + pdu.token().getAsLong() : "";
                seen.add(pdu.direction() + " " + pdu.commandName() + token);
                lines.addAll(pdu.lines(Detail.FULL));
                if (pdu.direction() == Direction.RECEIVED) {
                    throw new IllegalStateException("a defect of the listener");
                }
            });
            gateway.submit(77, "Hello", SubmitOptions.WITH_RECEIPT);
            await().until(() -> seen.size() == 4);
            assertThat(seen)
                    .containsExactly(
                            "SENT submit_sm 77",
                            "RECEIVED submit_sm_resp 77",
                            "RECEIVED deliver_sm",
                            "SENT deliver_sm_resp");
            assertThat(lines).contains("short_message: Hello", "destination_addr: 46701234567 (ton 1, npi 1)");

            gateway.bind.tap(null);
            gateway.submit(78, "unseen", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(78L));
            assertThat(seen).hasSize(4);
        }
    }

    private String submitted(Gateway gateway, long token) {
        gateway.submit(token, "old", SubmitOptions.WITH_RECEIPT);
        await().until(() -> gateway.outcomes.containsKey(token));
        return ((Accepted) gateway.outcome(token)).smscMessageId();
    }

    private static OperationOutcome operate(Gateway gateway, OperationRequest request) {
        return gateway.bind.operate(request).join();
    }

    private static BindTimings refusedAtMost(int refusals) {
        var quick =
                new BindTimings.Backoff(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(1), refusals);
        return new BindTimings(Gateway.QUICK.deadlines(), Gateway.QUICK.keepAlive(), quick);
    }

    private BindSettings settings(BindType type, SmppVersion version) {
        BindSettings settings = Gateway.settings(smsc.port());
        return settings.withRequest(settings.request().withType(type).withVersion(version));
    }

    private Gateway bound(BindType type, SmppVersion version) {
        var gateway = new Gateway(settings(type, version));
        await().until(() -> gateway.bounds.get() > 0);
        return gateway;
    }

    private final class Withdrawals implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {}

        @Override
        public void onReceipt(SentReceipt receipt) {}

        @Override
        public void onCancelled(String id) {
            withdrawn.add(id);
        }

        @Override
        public void onReplaced(String id, String text) {
            withdrawn.add(id + " " + text);
        }
    }
}
