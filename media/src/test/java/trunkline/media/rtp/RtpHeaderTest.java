package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtpHeaderTest {

    private final ByteBuffer packet = ByteBuffer.allocate(64);

    @Test
    void writesVersionMarkerPayloadTypeAndBigEndianFields() {
        RtpHeader.write(packet, true, 8, 0x1_FFFF, 0xFFFF_FF60, 0xCAFE_F00D);
        assertThat(HexFormat.of().formatHex(packet.array(), 0, RtpHeader.LENGTH))
                .isEqualTo("8088ffffffffff60cafef00d");
    }

    @Test
    void leavesTheMarkerOutOfPacketsWithinATalkspurt() {
        RtpHeader.write(packet, false, 0, 0, 0, 0);
        assertThat(HexFormat.of().formatHex(packet.array(), 0, RtpHeader.LENGTH))
                .isEqualTo("800000000000000000000000");
    }

    @Test
    void readsWhatItWrote() {
        RtpHeader.write(packet, true, 101, 65535, -2, -3);
        assertThat(RtpHeader.isValid(packet, RtpHeader.LENGTH)).isTrue();
        assertThat(RtpHeader.payloadType(packet)).isEqualTo(101);
        assertThat(RtpHeader.sequenceNumber(packet)).isEqualTo(65535);
        assertThat(RtpHeader.timestamp(packet)).isEqualTo(-2);
        assertThat(RtpHeader.ssrc(packet)).isEqualTo(-3);
    }

    @Test
    void takesNeitherShortPacketsNorOtherVersionsNorALyingSourceCount() {
        RtpHeader.write(packet, false, 0, 1, 1, 1);
        assertThat(RtpHeader.isValid(packet, 11)).isFalse();
        packet.put(0, (byte) 0x8F); // fifteen contributing sources: 60 octets more
        assertThat(RtpHeader.isValid(packet, 64)).isFalse();
        packet.put(0, (byte) 0x40);
        assertThat(RtpHeader.isValid(packet, 64)).isFalse();
    }
}
