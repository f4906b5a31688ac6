package trunkline.media.rtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RtcpTest {

    private static final int OUR_SSRC = 0x0102_0304;
    private static final int THEIR_SSRC = 0xA1A2_A3A4;
    private static final int CLOCK_RATE = 8000;
    private static final long SECOND = 1_000_000_000L;

    private final ByteBuffer packet = ByteBuffer.allocate(RtcpWriter.LENGTH_MAX);
    private final RtcpWriter writer = new RtcpWriter("abc");
    private final Reception reception = new Reception(CLOCK_RATE);
    private final RtcpReader reader = new RtcpReader(() -> OUR_SSRC, CLOCK_RATE, reception);

    @Test
    void writesSenderReportDescriptionAndByeInOneCompound() {
        var info = new RtcpWriter.SenderInfo(0x8899_AABB_CCDD_EEFFL, 160, 2, 320);
        var block = new ReceptionReport(THEIR_SSRC, 0x40, -1, 0x0001_0002, 3, 4, 5);
        writer.report(packet, OUR_SSRC, info, block);
        writer.description(packet, OUR_SSRC);
        writer.bye(packet, OUR_SSRC);
        assertThat(hex())
                .isEqualTo("81 c8 00 0c 01 02 03 04 88 99 aa bb cc dd ee ff 00 00 00 a0 00 00 00 02 00 00 01 40 "
                        + "a1 a2 a3 a4 40 ff ff ff 00 01 00 02 00 00 00 03 00 00 00 04 00 00 00 05 "
                        + "81 ca 00 03 01 02 03 04 01 03 61 62 63 00 00 00 "
                        + "81 cb 00 01 01 02 03 04");
    }

    @Test
    void writesAReceiverReportWhenNothingWasSent() {
        writer.report(packet, OUR_SSRC, null, null);
        assertThat(hex()).isEqualTo("80 c9 00 01 01 02 03 04");
    }

    @Test
    void fillsTheDescriptionToAWholeWordWithAtLeastOneZero() {
        new RtcpWriter("ab").description(packet, OUR_SSRC);
        assertThat(hex()).isEqualTo("81 ca 00 03 01 02 03 04 01 02 61 62 00 00 00 00");
    }

    @Test
    void refusesANameThatDoesNotFitItsLengthOctet() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RtcpWriter("x".repeat(256)));
    }

    @Test
    void readsTheOtherSidesReportAboutUsWithTheRoundTrip() {
        // it holds our SR of NTP second 100 for 0.5 s, and its answer arrives at second 100.75
        var block = new ReceptionReport(OUR_SSRC, 64, 7, 1000, 80, 100 << 16, 1 << 15);
        writer.report(packet, THEIR_SSRC, null, block);
        writer.description(packet, THEIR_SSRC);
        assertThat(reader.read(packet, packet.position(), 0, (100L << 32) + (3L << 30)))
                .isTrue();
        assertThat(reception.figures().peerReport()).isEqualTo(new PeerReport(25.0, 7, 10_000, 250_000));
    }

    @Test
    void hasNoRoundTripFromAPeerThatGotNoReportOrLies() {
        assertThat(PeerReport.of(new ReceptionReport(OUR_SSRC, 0, 0, 0, 0, 0, 0), CLOCK_RATE, 5)
                        .roundTripMicros())
                .isEqualTo(-1);
        assertThat(PeerReport.of(new ReceptionReport(OUR_SSRC, 0, 0, 0, 0, 100, 50), CLOCK_RATE, 120)
                        .roundTripMicros())
                .isEqualTo(-1);
    }

    @Test
    void doesNotKeepReportsAboutOthers() {
        writer.report(packet, THEIR_SSRC, null, new ReceptionReport(999, 64, 7, 1000, 80, 0, 0));
        assertThat(reader.read(packet, packet.position(), 0, 0)).isTrue();
        assertThat(reception.figures().peerReport()).isNull();
    }

    @Test
    void answersASenderReportWithItsTimeAndTheDelaySince() {
        reception.onPacket(THEIR_SSRC, 1, 0, 0);
        var info = new RtcpWriter.SenderInfo(0x0000_0064_8000_0000L, 0, 1, 160);
        writer.report(packet, THEIR_SSRC, info, null);
        reader.read(packet, packet.position(), 10 * SECOND, 0);
        ReceptionReport answer = requireNonNull(reception.report(12 * SECOND));
        assertThat(answer.lastSenderReport()).isEqualTo(0x0064_8000);
        assertThat(answer.delaySinceLastSenderReport()).isEqualTo(2 << 16);
    }

    @Test
    void takesNothingFromLyingLengths() {
        writer.report(packet, THEIR_SSRC, null, new ReceptionReport(OUR_SSRC, 64, 7, 1000, 80, 0, 0));
        packet.put(0, (byte) 0x9F); // 31 blocks where there is one
        assertThat(reader.read(packet, packet.position(), 0, 0)).isTrue();
        packet.putShort(2, (short) 0xFFFF);
        assertThat(reader.read(packet, packet.position(), 0, 0)).isFalse();
    }

    @Test
    void survivesAnyOctets() {
        var random = new Random(5);
        byte[] octets = new byte[RtcpWriter.LENGTH_MAX];
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(octets);
            octets[0] = (byte) (0x80 | octets[0]);
            octets[1] = (byte) (200 + random.nextInt(5));
            octets[2] = 0;
            int length = random.nextInt(octets.length);
            taken += reader.read(ByteBuffer.wrap(octets), length, i, i) ? 1 : 0;
        }
        assertThat(taken).isBetween(1, 20_000);
    }

    @Test
    void drawsIntervalsAroundFiveSecondsAndHalfOfThatForTheFirst() {
        var random = new SplittableRandom(1);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            long interval = RtcpInterval.nextNanos(random, false);
            assertThat(interval).isBetween(2_050_000_000L, 6_160_000_000L);
            sum += interval;
            assertThat(RtcpInterval.nextNanos(random, true)).isBetween(1_020_000_000L, 3_080_000_000L);
        }
        assertThat(sum / 10_000).isBetween(4.0e9, 4.2e9);
    }

    @Test
    void countsNtpTimeFrom1900() {
        var ntp = new NtpTime(0, 0);
        assertThat(ntp.at(0)).isEqualTo(2_208_988_800L << 32);
        assertThat(ntp.at(SECOND + SECOND / 2)).isEqualTo((2_208_988_801L << 32) + (1L << 31));
        assertThat(NtpTime.middle(0x0011_2233_4455_6677L)).isEqualTo(0x2233_4455);
    }

    private String hex() {
        return HexFormat.ofDelimiter(" ").formatHex(packet.array(), 0, packet.position());
    }
}
