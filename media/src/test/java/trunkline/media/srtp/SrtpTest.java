package trunkline.media.srtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one side seals the other opens, once; and nothing else. */
class SrtpTest {

    private static final int RTP_OCTETS = 172;
    private static final int RTCP_OCTETS = 60;

    @ParameterizedTest
    @EnumSource
    void opensEveryPacketOfALongCallAcrossTheRollOver(SrtpSuite suite) {
        SrtpKey key = SrtpKey.random(suite, new Random(1));
        SrtpProtector protector = key.protector();
        SrtpOpener opener = key.opener();
        for (int n = 0; n < 70_000; n++) {
            byte[] packet = rtp(65_000 + n, 5);
            byte[] plain = Arrays.copyOf(packet, RTP_OCTETS);
            int sealed = protector.rtp(packet, RTP_OCTETS);
            if (n % 1000 == 0) {
                assertThat(sealed).isEqualTo(RTP_OCTETS + suite.rtpTagOctets());
                assertThat(Arrays.copyOfRange(packet, 12, RTP_OCTETS))
                        .isNotEqualTo(Arrays.copyOfRange(plain, 12, RTP_OCTETS));
            }
            assertThat(opener.rtp(packet, sealed)).isEqualTo(RTP_OCTETS);
            assertThat(Arrays.equals(packet, 0, RTP_OCTETS, plain, 0, RTP_OCTETS))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensReportsTooAndWhatComesInDisorder(SrtpSuite suite) {
        SrtpKey key = requireNonNull(
                SrtpKey.parse(suite, SrtpKey.random(suite, new Random(2)).base64()));
        SrtpProtector protector = key.protector();
        SrtpOpener opener = key.opener();
        byte[] first = rtcp();
        byte[] second = rtcp();
        int firstSealed = protector.rtcp(first, RTCP_OCTETS);
        int secondSealed = protector.rtcp(second, RTCP_OCTETS);
        assertThat(Arrays.copyOfRange(first, 8, RTCP_OCTETS)).isNotEqualTo(Arrays.copyOfRange(second, 8, RTCP_OCTETS));
        byte[] again = second.clone();
        assertThat(opener.rtcp(second, secondSealed)).isEqualTo(RTCP_OCTETS);
        assertThat(opener.rtcp(first, firstSealed)).isEqualTo(RTCP_OCTETS);
        assertThat(Arrays.copyOf(first, RTCP_OCTETS)).isEqualTo(Arrays.copyOf(rtcp(), RTCP_OCTETS));
        assertThat(opener.rtcp(again, secondSealed)).isEqualTo(SrtpOpener.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatCameBeforeWasAlteredOrHasAnotherKey(SrtpSuite suite) {
        SrtpKey key = SrtpKey.random(suite, new Random(3));
        SrtpProtector protector = key.protector();
        SrtpOpener opener = key.opener();
        byte[] packet = rtp(7, 5);
        int sealed = protector.rtp(packet, RTP_OCTETS);
        for (int i = 0; i < sealed; i++) {
            byte[] altered = packet.clone();
            altered[i] ^= 1;
            assertThat(opener.rtp(altered, sealed)).as("octet %d", i).isEqualTo(SrtpOpener.REFUSED);
        }
        byte[] copy = packet.clone();
        assertThat(SrtpKey.random(suite, new Random(4)).opener().rtp(packet.clone(), sealed))
                .isEqualTo(SrtpOpener.REFUSED);
        assertThat(opener.rtp(packet, sealed)).isEqualTo(RTP_OCTETS);
        assertThat(opener.rtp(copy, sealed)).isEqualTo(SrtpOpener.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void keepsCountersForSomeSourcesAndNoMore(SrtpSuite suite) {
        SrtpKey key = SrtpKey.random(suite, new Random(5));
        SrtpOpener opener = key.opener();
        for (int ssrc = 1; ssrc <= 9; ssrc++) {
            byte[] packet = rtp(1, ssrc);
            int sealed = key.protector().rtp(packet, RTP_OCTETS);
            assertThat(opener.rtp(packet, sealed)).isEqualTo(ssrc <= 8 ? RTP_OCTETS : SrtpOpener.REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAnyOctetsWithoutHarm(SrtpSuite suite) {
        var random = new Random(6);
        SrtpOpener opener = SrtpKey.random(suite, random).opener();
        for (int n = 0; n < 20_000; n++) {
            byte[] packet = new byte[2048];
            random.nextBytes(packet);
            packet[0] = (byte) (0x80 | (packet[0] & 0x1F));
            int length = random.nextInt(n % 2 == 0 ? 40 : packet.length);
            assertThat(opener.rtp(packet, length)).isEqualTo(SrtpOpener.REFUSED);
            assertThat(opener.rtcp(packet, length)).isEqualTo(SrtpOpener.REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNoKeyOfAnotherLengthAndShowsNoneInLogs(SrtpSuite suite) {
        SrtpKey key = SrtpKey.random(suite, new Random(7));
        assertThat(SrtpKey.parse(suite, key.base64() + "AAAA")).isNull();
        assertThat(SrtpKey.parse(suite, "no base 64")).isNull();
        assertThat(SrtpKey.parse(suite, "A".repeat(10_000))).isNull();
        assertThat(key.toString()).isEqualTo(suite.name());
        assertThat(SrtpKey.parse(suite, key.base64()))
                .isEqualTo(key)
                .isNotEqualTo(SrtpKey.random(suite, new Random(8)));
    }

    private static byte[] rtp(int sequence, int ssrc) {
        byte[] packet = new byte[RTP_OCTETS + SrtpProtector.ADDED_MAX];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(ssrc);
        Arrays.fill(packet, 12, RTP_OCTETS, (byte) 0x55);
        return packet;
    }

    private static byte[] rtcp() {
        byte[] packet = new byte[RTCP_OCTETS + SrtpProtector.ADDED_MAX];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 200)
                .putShort((short) 14)
                .putInt(9);
        return packet;
    }
}
