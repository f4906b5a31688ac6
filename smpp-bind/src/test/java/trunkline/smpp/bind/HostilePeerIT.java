package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static trunkline.smpp.wire.Pdus.hex;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.Refused;
import trunkline.smpp.bind.SubmitOutcome.Unanswered;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.LinkLoss.Cause;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.wire.Pdus;
import trunkline.smpp.wire.RawSmsc;

/** What an SMSC should never send, sent by a plain socket to a bind that has just been bound. */
class HostilePeerIT {

    /** Body of a deliver_sm up to and without sm_length. */
    private static final String DELIVER_SM = "00 010134363730 3100 000135353500 000000 0000 00000000";

    private RawSmsc smsc;
    private Gateway gateway;

    @BeforeEach
    void bind() throws IOException {
        smsc = new RawSmsc().listen();
        gateway = new Gateway(Gateway.settings(smsc.port()).withWindow(1_000));
        smsc.acceptBind();
        await().until(() -> gateway.bounds.get() == 1);
    }

    @AfterEach
    void close() throws IOException {
        smsc.close();
        gateway.close();
    }

    @ParameterizedTest(name = "command_length {0} closes the link: {1}")
    @CsvSource({
        "7FFFFFF0, FRAME_TOO_LONG",
        "FFFFFFFF, FRAME_TOO_LONG",
        "00010001, FRAME_TOO_LONG",
        "0000000F, FRAME_TOO_SHORT",
        "00000000, FRAME_TOO_SHORT"
    })
    void aLyingLengthClosesTheLinkWithItsCauseAndTheBindComesBack(String length, Cause cause) throws IOException {
        smsc.write(hex(length + "00000005 00000000 00000001"));
        await().until(() -> !gateway.losses.isEmpty());
        assertThat(gateway.losses.get(0).cause()).isEqualTo(cause);
        assertThat(gateway.bind.status().lastLoss()).isEqualTo(gateway.losses.get(0));
        assertThat(smsc.isClosedByPeer()).isTrue();
        smsc.acceptBind();
        await().until(() -> gateway.bounds.get() == 2);
    }

    @Test
    void aLyingLengthCostsNoMemoryHoweverMuchFollows() throws IOException {
        long loop = gateway.onLoop(() -> Thread.currentThread().getId());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(loop);
        try {
            smsc.write(hex("7FFFFFF0 00000005 00000000 00000001"));
            for (int i = 0; i < 256; i++) {
                smsc.write(new byte[256 * 1024]);
            }
        } catch (IOException closedByThen) {
            assertThat(closedByThen).isNotNull();
        }
        await().until(() -> !gateway.losses.isEmpty());
        assertThat(threads.getThreadAllocatedBytes(loop) - before).isLessThan(1024 * 1024);
    }

    @ParameterizedTest(name = "{2}: answered {1}")
    @CsvSource({
        DELIVER_SM + " FF 6161, 00000001, sm_length beyond the PDU",
        "00 0101343637303100 0001 353535, 000000c2, a missing NUL",
        "00 01, 00000002, a PDU that ends in the middle",
        DELIVER_SM + " 00 001E 00FF 31, 000000c0, a TLV beyond the PDU",
        DELIVER_SM + " 00 001E, 000000c0, a TLV without its length"
    })
    void answersADeliverSmThatCannotBeReadAndReadsTheNextOneAtOnce(String body, String status, String what)
            throws IOException {
        byte[] broken = Pdus.pdu(Pdus.DELIVER_SM, 0, 77, hex(body));
        smsc.write(Pdus.join(broken, Pdus.pdu(Pdus.ENQUIRE_LINK, 0, 78)));
        assertThat(hexOf(smsc.readPdu())).isEqualTo("00000011" + "80000005" + status + "0000004d" + "00");
        assertThat(hexOf(smsc.readPdu())).isEqualTo("00000010" + "80000015" + "00000000" + "0000004e");
        assertThat(gateway.losses).isEmpty();
        assertThat(gateway.deliveries).isEmpty();
        assertThat(gateway.bind.status().counts()).containsEntry(BindCounter.MALFORMED, 1L);
    }

    @ParameterizedTest(name = "command_id {0}")
    @CsvSource({"00000004", "00000009", "0000000B", "00000021", "00000003", "7FFFFFFF"})
    void nacksARequestThatIsNoneForAnEsme(String commandId) throws IOException {
        smsc.write(hex("00000018" + commandId + "00000000 00000063 6162630064656600"));
        assertThat(hexOf(smsc.readPdu())).isEqualTo("00000010" + "80000000" + "00000003" + "00000063");
    }

    @Test
    void leavesAlertNotificationWithoutAnAnswer() throws IOException {
        smsc.write(Pdus.join(Pdus.pdu(0x102, 0, 5, hex("0101 353500 0101 353500")), Pdus.pdu(Pdus.ENQUIRE_LINK, 0, 6)));
        assertThat(RawSmsc.sequenceOf(smsc.readPdu())).isEqualTo(6);
    }

    @ParameterizedTest(name = "sequence {0}")
    @CsvSource({"00000000", "80000000", "FFFFFFFF"})
    void answersASequenceNumberOutOfRangeWithTheSameOne(String sequence) throws IOException {
        smsc.write(hex("0000002A 00000005 00000000" + sequence + DELIVER_SM + "01 61"));
        assertThat(hexOf(smsc.readPdu()).toUpperCase(java.util.Locale.ROOT))
                .isEqualTo("00000011" + "80000005" + "00000000" + sequence + "00");
        assertThat(gateway.deliveries).hasSize(1);
    }

    @Test
    void ignoresResponsesThatNobodyWaitsFor() throws IOException {
        smsc.write(Pdus.join(
                Pdus.response(Pdus.SUBMIT_SM, 0, 9_999, "x"),
                Pdus.response(Pdus.DATA_SM, 0, 9_998, "x"),
                Pdus.pdu(Pdus.GENERIC_NACK, 3, 0),
                Pdus.pdu(Pdus.RESPONSE | 0x77, 0, 1),
                Pdus.pdu(Pdus.ENQUIRE_LINK, 0, 1)));
        assertThat(RawSmsc.commandIdOf(smsc.readPdu())).isEqualTo(Pdus.RESPONSE | Pdus.ENQUIRE_LINK);
        assertThat(gateway.losses).isEmpty();
        assertThat(gateway.bind.status().counts()).containsEntry(BindCounter.UNEXPECTED_RESPONSES, 2L);
    }

    @Test
    void takesAResponseByItsHeaderWhereItsBodyIsBroken() throws IOException {
        gateway.submit(1, "a", SubmitOptions.NONE);
        gateway.submit(2, "b", SubmitOptions.NONE);
        gateway.submit(3, "c", SubmitOptions.NONE);
        gateway.submit(4, "d", SubmitOptions.NONE);
        int first = RawSmsc.sequenceOf(smsc.readPdu());
        smsc.write(Pdus.join(
                Pdus.pdu(0x80000004, 0, first, "noNul".getBytes(StandardCharsets.US_ASCII)),
                Pdus.pdu(0x80000004, 0x58, first + 1, hex("0011")),
                Pdus.pdu(0x80000004, 0, first + 2, hex("373700 001E")),
                Pdus.pdu(Pdus.GENERIC_NACK, 3, first + 3)));
        await().until(() -> gateway.outcomes.size() == 4);
        assertThat(gateway.outcome(1)).isEqualTo(new Accepted("noNul"));
        assertThat(gateway.outcome(2)).isEqualTo(new Refused(CommandStatus.ESME_RTHROTTLED));
        assertThat(gateway.outcome(3)).isEqualTo(new Accepted("77"));
        assertThat(gateway.outcome(4)).isEqualTo(new Refused(CommandStatus.ESME_RINVCMDID));
    }

    @Test
    void aSecondBindResponseClosesTheLink() throws IOException {
        smsc.write(Pdus.response(Pdus.BIND_TRANSCEIVER, 0, 1, "raw"));
        await().until(() -> !gateway.losses.isEmpty());
        assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.OUT_OF_STEP);
    }

    @Test
    void readsAPduThatComesInSingleOctets() throws IOException {
        byte[] pdu = Pdus.deliverSm(5, 0, 0, "slow".getBytes(StandardCharsets.US_ASCII));
        for (byte octet : pdu) {
            smsc.write(new byte[] {octet});
        }
        assertThat(RawSmsc.sequenceOf(smsc.readPdu())).isEqualTo(5);
        assertThat(gateway.deliveries).hasSize(1);
    }

    @Test
    void answersAThousandPdusOfOneReadInOrder() throws IOException {
        byte[][] pdus = new byte[1_000][];
        for (int i = 0; i < pdus.length; i++) {
            pdus[i] = Pdus.deliverSm(i + 1, 0, 0, new byte[] {'x'});
        }
        smsc.write(Pdus.join(pdus));
        for (int i = 0; i < pdus.length; i++) {
            byte[] answer = smsc.readPdu();
            assertThat(RawSmsc.sequenceOf(answer)).isEqualTo(i + 1);
            assertThat(RawSmsc.statusOf(answer)).isEqualTo(CommandStatus.ESME_ROK);
        }
    }

    @Test
    void answersQueueFullAboveTheLimitOfOpenDeliveries() throws IOException {
        gateway.onDelivery = delivery -> {};
        byte[][] pdus = new byte[1_001][];
        for (int i = 0; i < pdus.length; i++) {
            pdus[i] = Pdus.deliverSm(i + 1, 0, 0, new byte[] {'x'});
        }
        smsc.write(Pdus.join(pdus));
        byte[] answer = smsc.readPdu();
        assertThat(RawSmsc.sequenceOf(answer)).isEqualTo(1_001);
        assertThat(RawSmsc.statusOf(answer)).isEqualTo(CommandStatus.ESME_RMSGQFUL);
        gateway.deliveries.get(0).answer(CommandStatus.ESME_ROK);
        assertThat(RawSmsc.sequenceOf(smsc.readPdu())).isEqualTo(1);
        smsc.write(pdus[0]);
        await().until(() -> gateway.deliveries.size() == 1_001);
    }

    @Test
    void outlivesRandomOctetsOnLinkAfterLink() throws IOException {
        var random = new Random(26);
        for (int link = 2; link < 60; link++) {
            byte[] noise = new byte[20_000];
            random.nextBytes(noise);
            byte[] pdu = Pdus.pdu(random.nextInt(10), 0, link, noise);
            smsc.write(link % 2 == 0 ? noise : pdu);
            smsc.closeLink();
            smsc.acceptBind();
            int expected = link;
            await().until(() -> gateway.bounds.get() == expected);
        }
    }

    /** Commands after which the link is rightly closed. */
    private static final Set<Integer> ENDS_THE_LINK = Set.of(0x06, 0x80000006, 0x80000001, 0x80000002, 0x80000009);

    @Test
    void readsOnBehindEachOfFiveThousandPdusWithWrongOctetsInThem() throws IOException {
        var random = new Random(27);
        byte[] tlvs = Pdus.join(Pdus.tlv(0x1E, hex("313200")), Pdus.tlv(0x427, hex("02")));
        byte[][] good = {
            Pdus.deliverSm(1, 4, 0, "id:12 stat:DELIVRD".getBytes(StandardCharsets.US_ASCII), tlvs),
            Pdus.dataSm(2, 4, 0, Pdus.tlv(0x424, "id:12".getBytes(StandardCharsets.US_ASCII))),
            Pdus.response(Pdus.SUBMIT_SM, 0, 3, "12345"),
            Pdus.pdu(Pdus.ENQUIRE_LINK, 0, 4)
        };
        int sent = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] pdu = good[random.nextInt(good.length)].clone();
            for (int wrong = random.nextInt(4); wrong >= 0; wrong--) {
                pdu[4 + random.nextInt(pdu.length - 4)] = (byte) random.nextInt(256);
            }
            if (!ENDS_THE_LINK.contains(RawSmsc.commandIdOf(pdu))) {
                smsc.write(pdu);
                sent++;
            }
        }
        smsc.write(Pdus.pdu(Pdus.ENQUIRE_LINK, 0, 0x0BADBEEF));
        int answers = 1;
        while (RawSmsc.sequenceOf(smsc.readPdu()) != 0x0BADBEEF) {
            answers++;
        }
        assertThat(answers).isBetween(sent / 4, sent + 1);
        assertThat(gateway.losses).isEmpty();
    }

    @Test
    void answersThePeersUnbindAndComesBack() throws IOException {
        smsc.write(Pdus.pdu(Pdus.UNBIND, 0, 99));
        assertThat(hexOf(smsc.readPdu())).isEqualTo("00000010" + "80000006" + "00000000" + "00000063");
        assertThat(smsc.isClosedByPeer()).isTrue();
        await().until(() -> !gateway.losses.isEmpty());
        assertThat(gateway.losses.get(0).cause()).isEqualTo(Cause.PEER_UNBOUND);
        smsc.acceptBind();
    }

    @Test
    void aLinkResetMidWindowLeavesEveryOneThatTheSocketTookUnanswered() throws IOException {
        for (int i = 0; i < 100; i++) {
            gateway.submit(i, "x", SubmitOptions.NONE);
        }
        int last = 0;
        for (int i = 0; i < 100; i++) {
            last = RawSmsc.sequenceOf(smsc.readPdu());
        }
        smsc.write(Pdus.response(Pdus.SUBMIT_SM, 0, last, "last"));
        await().until(() -> gateway.outcomes.size() == 1);
        smsc.resetLink();
        await().until(() -> gateway.outcomes.size() == 100);
        assertThat(gateway.outcome(99)).isEqualTo(new Accepted("last"));
        for (int i = 0; i < 99; i++) {
            assertThat(gateway.outcome(i)).isEqualTo(new Unanswered(UnansweredReason.LINK_LOST));
        }
    }

    private static String hexOf(byte[] pdu) {
        return HexFormat.of().formatHex(pdu);
    }
}
