package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.smpp.address.Address;
import trunkline.smpp.bind.BindTimings.Deadlines;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.NotSent;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.Refused;
import trunkline.smpp.bind.SubmitOutcome.Unanswered;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.LinkLoss.Cause;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.simulator.Admission;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** A bind against the simulated SMSC over loopback. */
class SmscBindIT {

    private static final DeliveryReceiptParser HEX_RESPONSE =
            new DeliveryReceiptParser(ReceiptSettings.DEFAULT.withIds(ReceiptSettings.IdSettings.HEX_RESPONSE));

    private final List<SimulatorListener.ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private final SmscSimulator smsc = new SmscSimulator(
            SimulatorSettings.LOOPBACK.withAccount("gw", "secret"), SmscBehaviour.PERFECT, new SimulatorListener() {
                @Override
                public void onMessage(ReceivedMessage message) {
                    received.add(message);
                }

                @Override
                public void onReceipt(SentReceipt receipt) {}
            });

    @BeforeEach
    void start() {
        smsc.start();
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void sendsAShortMessageAndGetsItsReceiptThoughTheIdsDifferInBase() {
        smsc.behave(SmscBehaviour.PERFECT.withIds(new Ids(IdForm.HEX_PADDED, IdForm.DECIMAL_PADDED)));
        try (var gateway = bound()) {
            gateway.submit(7, "Hello, 10 € [ok]", SubmitOptions.WITH_RECEIPT);
            await().until(() -> gateway.deliveries.size() == 1 && gateway.outcomes.containsKey(7L));

            String responseId = ((Accepted) gateway.outcome(7)).smscMessageId();
            DeliveryReceipt receipt =
                    HEX_RESPONSE.parse(gateway.deliveries.get(0)).orElseThrow();
            assertThat(receipt.ids().normal()).isEqualTo(HEX_RESPONSE.normalResponseId(responseId));
            assertThat(receipt.state()).isEqualTo(MessageState.DELIVERED);
            assertThat(received).containsExactly(message("Hello, 10 € [ok]", 1, 0));
        }
    }

    @Test
    void sendsALongTextInSegmentsThatThePhonePutsTogetherAgain() {
        try (var gateway = bound()) {
            String text = "Ünïcödé nö, GSM jà: ".repeat(20);
            String emoji = "Да 😀".repeat(20);
            assertThat(gateway.submit(1, text.replace("ï", "i").replace("ö", "o"), SubmitOptions.NONE))
                    .isEqualTo(3);
            gateway.release(gateway.submit(4, "x", SubmitOptions.NONE) - 1);
            assertThat(gateway.submit(5, emoji, SubmitOptions.NONE)).isEqualTo(2);
            await().until(() -> received.size() == 3);
            assertThat(received)
                    .contains(message(text.replace("ï", "i").replace("ö", "o"), 3, 0), message(emoji, 2, 8));
        }
    }

    @Test
    void neverHasMoreOnTheWireThanTheWindowAndKeepsPermitsUntilTheyAreReleased() {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.after(Duration.ofMillis(50))));
        try (var gateway = bound()) {
            for (int i = 0; i < 25; i++) {
                gateway.submit(i, "x", SubmitOptions.NONE);
            }
            await().until(() -> gateway.outcomes.size() == 10);
            assertThat(smsc.submits()).isEqualTo(10);
            assertThat(gateway.bind.status().window()).isEqualTo(new BindStatus.WindowUse(10, 10, 0));
            assertThat(gateway.submit(30, "x", SubmitOptions.NONE)).isZero();

            gateway.release(4);
            for (int i = 40; i < 50; i++) {
                gateway.submit(i, "x", SubmitOptions.NONE);
            }
            await().until(() -> gateway.outcomes.size() == 14);
            assertThat(smsc.submits()).isEqualTo(14);
        }
    }

    @Test
    void reportsEveryRefusalWithItsStatus() {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.failing(CommandStatus.ESME_RTHROTTLED, 1)));
        try (var gateway = bound()) {
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            assertThat(gateway.outcome(1)).isEqualTo(new Refused(CommandStatus.ESME_RTHROTTLED));
            assertThat(gateway.bind.status().state()).isEqualTo(BindStatus.State.BOUND);
        }
    }

    @Test
    void saysWhyTheBindWasRefusedAndDoesNotHammer() {
        var wrong = Gateway.settings(smsc.port());
        smsc.behave(SmscBehaviour.PERFECT.withAdmission(Admission.refusing(CommandStatus.ESME_RINVPASWD)));
        try (var gateway = new Gateway(wrong.withTimings(BindTimings.DEFAULT))) {
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.BIND_REFUSED);
            assertThat(gateway.losses.get(0).commandStatus()).isEqualTo(CommandStatus.ESME_RINVPASWD);
            assertThat(gateway.bind.status().lastLoss()).isEqualTo(gateway.losses.get(0));
            assertThat(gateway.bind.status().state()).isEqualTo(BindStatus.State.WAITING);
            assertThat(gateway.<Integer>onLoop(() -> gateway.bind.takePermits(1)))
                    .isZero();
        }
    }

    @Test
    void bindsAgainAfterEveryLostLink() {
        smsc.behave(SmscBehaviour.PERFECT.withLinks(Links.cutAfter(Duration.ofMillis(20))));
        try (var gateway = bound()) {
            await().until(() -> gateway.bounds.get() >= 5);
            assertThat(gateway.losses).allMatch(loss -> loss.cause() == Cause.PEER_CLOSED);
        }
    }

    @Test
    void keepsTryingWhileTheSmscIsDown() {
        int port = smsc.port();
        smsc.close();
        try (var gateway = new Gateway(Gateway.settings(port))) {
            await().until(() -> gateway.losses.size() >= 3);
            assertThat(gateway.losses).allMatch(loss -> loss.cause() == Cause.CONNECT_FAILED);
            var settings = new SimulatorSettings("127.0.0.1", port, "gw", "secret", 1);
            try (var restarted = new SmscSimulator(settings, SmscBehaviour.PERFECT, SimulatorListener.NONE)) {
                restarted.start();
                await().until(() -> gateway.bounds.get() == 1);
            }
        }
    }

    @Test
    void aLinkCutMidWindowLeavesEverySentOneUnanswered() {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.NEVER).withLinks(Links.cutAfterSubmits(10)));
        try (var gateway = bound()) {
            for (int i = 0; i < 10; i++) {
                gateway.submit(i, "x", SubmitOptions.NONE);
            }
            await().until(() -> gateway.outcomes.size() == 10);
            var lost = new Unanswered(UnansweredReason.LINK_LOST);
            LongStream.range(0, 10).forEach(i -> assertThat(gateway.outcome(i)).isEqualTo(lost));
        }
    }

    @Test
    void whatIsSubmittedWithoutABindIsNotSent() {
        try (var gateway = bound()) {
            gateway.onLoop(() -> gateway.bind.takePermits(2));
            smsc.close();
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.<Integer>onLoop(() -> gateway.bind.takePermits(1)))
                    .isZero();
            gateway.onLoop(() -> {
                gateway.bind.submit(Requests.of(3));
                assertThat(gateway.outcomes).isEmpty(); // never from inside the call
                return null;
            });
            await().until(() -> gateway.outcomes.containsKey(3L));
            assertThat(gateway.outcome(3)).isEqualTo(new NotSent(NotSentReason.NOT_BOUND));
        }
    }

    @Test
    void needsAPermitForEverySubmitAndTheLoopForBoth() {
        try (var gateway = bound()) {
            assertThatThrownBy(() -> gateway.onLoop(() -> {
                        gateway.bind.submit(Requests.of(1));
                        return null;
                    }))
                    .hasRootCauseMessage("submit without a permit");
            assertThatThrownBy(() -> gateway.bind.takePermits(1)).hasMessage("not on the bind's executor");
        }
    }

    @Test
    void anUnansweredSubmitIsReportedInTimeAndItsLateResponseStillMatched() {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.after(Duration.ofMillis(900))));
        var settings = Gateway.settings(smsc.port()).withTimings(withSubmitResponse(Duration.ofMillis(200)));
        try (var gateway = bound(settings)) {
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            assertThat(gateway.outcome(1)).isEqualTo(new Unanswered(UnansweredReason.RESPONSE_TIMEOUT));
            await().until(() -> gateway.lateOutcomes.containsKey(1L));
            assertThat(gateway.lateOutcomes.get(1L)).isInstanceOf(Accepted.class);
            assertThat(gateway.bind.status().counts()).containsEntry(BindCounter.LATE, 1L);
        }
    }

    @Test
    void findsOutThatTheSmscHasGoneSilent() {
        var keepAlive = new KeepAlive(Duration.ofMillis(200), Duration.ofMillis(200));
        var timings = new BindTimings(Gateway.QUICK.deadlines(), keepAlive, Gateway.QUICK.backoff());
        try (var gateway = bound(Gateway.settings(smsc.port()).withTimings(timings))) {
            await().until(() -> count(gateway, BindCounter.ENQUIRE_LINKS_SENT) >= 2);
            assertThat(gateway.losses).isEmpty();
            smsc.behave(SmscBehaviour.PERFECT.withLinks(Links.silent()));
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.PEER_SILENT);
        }
    }

    @Test
    void closesOnlyAfterTheLastResponseAndLeavesInGoodOrder() {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.after(Duration.ofMillis(300))));
        var gateway = bound();
        gateway.submit(1, "x", SubmitOptions.NONE);
        gateway.close();
        assertThat(gateway.outcome(1)).isInstanceOf(Accepted.class);
        assertThat(gateway.bind.status().state()).isEqualTo(BindStatus.State.STOPPED);
        assertThat(gateway.losses).singleElement().satisfies(loss -> assertThat(loss.cause())
                .isEqualTo(Cause.STOPPED));
        await().until(() -> smsc.binds() == 0);
        gateway.close();
    }

    @Test
    void takesReceiptsThatComeBeforeTheResponseAndTwice() {
        smsc.behave(SmscBehaviour.PERFECT
                .withResponses(Responses.after(Duration.ofMillis(50)))
                .withReceipts(Receipts.AT_ONCE.withShares(1, 1)));
        try (var gateway = bound()) {
            gateway.onDelivery = delivery -> {
                assertThat(gateway.outcomes).isEmpty();
                delivery.answer(CommandStatus.ESME_ROK);
            };
            gateway.submit(1, "x", SubmitOptions.WITH_RECEIPT);
            await().until(() -> gateway.outcomes.containsKey(1L));
            assertThat(gateway.deliveries).hasSize(2);
        }
    }

    @Test
    void isOfferedAgainWhatItCouldNotKeep() {
        try (var gateway = bound()) {
            gateway.onDelivery = delivery -> delivery.answer(
                    gateway.deliveries.size() == 1 ? CommandStatus.ESME_RMSGQFUL : CommandStatus.ESME_ROK);
            smsc.send("gw", Address.international("46701"), Address.shortCode("72456"), "MO");
            await().until(() -> gateway.deliveries.size() == 2);
            assertThat(gateway.deliveries.get(1).userData()).isEqualTo(new byte[] {'M', 'O'});
        }
    }

    @Test
    void isOfferedAgainWhatALostLinkLeftUnanswered() {
        try (var gateway = bound()) {
            gateway.onDelivery = delivery -> {};
            smsc.send("gw", Address.international("46701"), Address.shortCode("72456"), "MO");
            await().until(() -> gateway.deliveries.size() == 1);
            smsc.dropLinks();
            await().until(() -> gateway.deliveries.size() == 2);
        }
    }

    @Test
    void answersADeliveryFromAnotherThreadWheneverThatIsReady() {
        try (var gateway = bound()) {
            gateway.onDelivery = delivery -> {};
            smsc.send("gw", Address.international("46701"), Address.shortCode("72456"), "kept");
            await().until(() -> gateway.deliveries.size() == 1);
            gateway.deliveries.get(0).answer(CommandStatus.ESME_ROK);
            gateway.deliveries.get(0).answer(CommandStatus.ESME_RSYSERR); // does nothing
            await().until(() -> smsc.waiting() == 0);
            smsc.dropLinks();
            await().until(() -> gateway.bounds.get() == 2);
            smsc.send("gw", Address.international("46701"), Address.shortCode("72456"), "next");
            await().until(() -> gateway.deliveries.size() >= 2);
            assertThat(gateway.deliveries.get(1).userData()).isEqualTo("next".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void anOwnerThatThrowsDoesNotBreakTheLink() {
        try (var gateway = bound()) {
            gateway.onDelivery = delivery -> {
                throw new IllegalStateException("a defect of the owner");
            };
            smsc.send("gw", Address.international("46701"), Address.shortCode("72456"), "boom");
            await().until(() -> gateway.deliveries.size() == 1);
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            assertThat(gateway.losses).isEmpty();
        }
    }

    private static long count(Gateway gateway, BindCounter counter) {
        return gateway.bind.status().counts().getOrDefault(counter, 0L);
    }

    private Gateway bound() {
        return bound(Gateway.settings(smsc.port()));
    }

    private static Gateway bound(BindSettings settings) {
        var gateway = new Gateway(settings);
        await().until(() -> gateway.bounds.get() > 0);
        return gateway;
    }

    private static BindTimings withSubmitResponse(Duration submitResponse) {
        Deadlines quick = Gateway.QUICK.deadlines();
        var deadlines =
                new Deadlines(quick.connect(), quick.bindResponse(), submitResponse, quick.stall(), quick.stop());
        return new BindTimings(deadlines, Gateway.QUICK.keepAlive(), Gateway.QUICK.backoff());
    }

    private static SimulatorListener.ReceivedMessage message(String text, int segments, int dataCoding) {
        return new SimulatorListener.ReceivedMessage(
                Address.alphanumeric("Trunkline"), Address.international("46701234567"), text, segments, dataCoding);
    }
}
