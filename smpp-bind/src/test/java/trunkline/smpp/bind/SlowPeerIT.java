package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import trunkline.smpp.address.Address;
import trunkline.smpp.bind.BindTimings.Deadlines;
import trunkline.smpp.bind.SubmitOutcome.NotSent;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.Unanswered;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.LinkLoss.Cause;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;
import trunkline.smpp.wire.Pdus;
import trunkline.smpp.wire.RawSmsc;

/** Peers that read or write too slowly, or not at all. */
class SlowPeerIT {

    private static final int WINDOW = 10_000;
    private static final SubmitOutcome NOT_SENT = new NotSent(NotSentReason.LINK_LOST);
    private static final SubmitOutcome UNANSWERED = new Unanswered(UnansweredReason.LINK_LOST);

    @Test
    void nothingThatThePeerReadIsCalledNotSentAndNothingIsLost() throws IOException {
        try (var smsc = new RawSmsc().listenWithLittleRoom();
                var gateway = new Gateway(settings(smsc, Gateway.QUICK))) {
            smsc.acceptBind();
            submitWindow(gateway);
            int read = 500;
            for (int i = 0; i < read; i++) {
                smsc.readPdu();
            }
            smsc.resetLink();
            await().until(() -> gateway.outcomes.size() == WINDOW);
            List<SubmitOutcome> inOrder =
                    LongStream.range(0, WINDOW).mapToObj(gateway::outcome).toList();
            int firstNotSent = inOrder.indexOf(NOT_SENT);
            assertThat(firstNotSent).isGreaterThanOrEqualTo(read);
            assertThat(inOrder.subList(0, firstNotSent)).containsOnly(UNANSWERED);
            assertThat(inOrder.subList(firstNotSent, WINDOW)).containsOnly(NOT_SENT);
        }
    }

    @Test
    void aPeerThatReadsNothingLosesTheLinkInTime() throws IOException {
        try (var smsc = new RawSmsc().listenWithLittleRoom();
                var gateway = new Gateway(settings(smsc, withStall(Duration.ofMillis(400))))) {
            smsc.acceptBind();
            submitWindow(gateway);
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.PEER_NOT_READING);
            assertThat(gateway.outcomes).hasSize(WINDOW);
            assertThat(gateway.bind.status().window()).isEqualTo(new BindStatus.WindowUse(WINDOW, WINDOW, 0));
        }
    }

    @Test
    void aPduThatIsNotCompletedLosesTheLinkInTime() throws IOException {
        try (var smsc = new RawSmsc().listen();
                var gateway = new Gateway(settings(smsc, withStall(Duration.ofMillis(400))))) {
            smsc.acceptBind();
            await().until(() -> gateway.bounds.get() == 1);
            smsc.write(Pdus.hex("00000020 00000005 00"));
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.FRAME_INCOMPLETE);
        }
    }

    @Test
    void aPeerThatNeverAnswersTheBindLosesTheLinkThoughItAsksForLife() throws IOException {
        Deadlines quick = Gateway.QUICK.deadlines();
        var deadlines = new Deadlines(
                quick.connect(), Duration.ofMillis(500), quick.submitResponse(), quick.stall(), quick.stop());
        var timings = new BindTimings(deadlines, Gateway.QUICK.keepAlive(), Gateway.QUICK.backoff());
        try (var smsc = new RawSmsc().listen();
                var gateway = new Gateway(settings(smsc, timings))) {
            smsc.accept().readPdu();
            for (int i = 1; gateway.losses.isEmpty() && i < 100_000; i++) {
                try {
                    smsc.write(Pdus.pdu(Pdus.ENQUIRE_LINK, 0, i));
                    assertThat(RawSmsc.commandIdOf(smsc.readPdu())).isEqualTo(Pdus.RESPONSE | Pdus.ENQUIRE_LINK);
                } catch (IOException closed) {
                    break;
                }
            }
            await().until(() -> !gateway.losses.isEmpty());
            assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.BIND_TIMEOUT);
        }
    }

    @Test
    void aDeliveryBeforeTheBindIsAnsweredIsTurnedAway() throws IOException {
        try (var smsc = new RawSmsc().listen();
                var gateway = new Gateway(settings(smsc, Gateway.QUICK))) {
            int bindSequence = RawSmsc.sequenceOf(smsc.accept().readPdu());
            smsc.write(Pdus.deliverSm(5, 0, 0, new byte[] {'x'}));
            assertThat(RawSmsc.statusOf(smsc.readPdu())).isEqualTo(CommandStatus.ESME_RINVBNDSTS);
            smsc.write(Pdus.join(
                    Pdus.response(Pdus.BIND_TRANSCEIVER, 0, bindSequence, "raw"),
                    Pdus.deliverSm(6, 0, 0, new byte[] {'y'})));
            assertThat(RawSmsc.statusOf(smsc.readPdu())).isEqualTo(CommandStatus.ESME_ROK);
            assertThat(gateway.deliveries).singleElement().satisfies(delivery -> assertThat(delivery.userData())
                    .isEqualTo(new byte[] {'y'}));
        }
    }

    private static BindSettings settings(RawSmsc smsc, BindTimings timings) {
        return Gateway.settings(smsc.port()).withWindow(WINDOW).withTimings(timings);
    }

    private static BindTimings withStall(Duration stall) {
        Deadlines quick = Gateway.QUICK.deadlines();
        var deadlines =
                new Deadlines(quick.connect(), quick.bindResponse(), quick.submitResponse(), stall, quick.stop());
        var backoff = new BindTimings.Backoff(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(1), 5);
        return new BindTimings(deadlines, Gateway.QUICK.keepAlive(), backoff);
    }

    /** 10,000 submits of 254 octets: far more than the buffers of both ends hold. */
    private static void submitWindow(Gateway gateway) {
        await().until(() -> gateway.bounds.get() == 1);
        var userData = new UserData(new byte[254], 0, 254, 4, false);
        gateway.onLoop(() -> {
            int permits = gateway.bind.takePermits(WINDOW);
            for (int i = 0; i < permits; i++) {
                gateway.bind.submit(
                        new SubmitRequest(i, Address.NONE, Address.shortCode("1"), userData, SubmitOptions.NONE));
            }
            return permits;
        });
    }
}
