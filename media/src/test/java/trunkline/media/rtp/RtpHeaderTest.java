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
        assertThat(RtpHeader.payloadEnd(packet, RtpHeader.LENGTH)).isEqualTo(RtpHeader.LENGTH);
        assertThat(RtpHeader.payloadType(packet)).isEqualTo(101);
        assertThat(RtpHeader.sequenceNumber(packet)).isEqualTo(65535);
        assertThat(RtpHeader.timestamp(packet)).isEqualTo(-2);
        assertThat(RtpHeader.ssrc(packet)).isEqualTo(-3);
    }

    @Test
    void findsThePayloadBehindSourcesAndExtensionAndBeforePadding() {
        RtpHeader.write(packet, false, 0, 1, 1, 1);
        packet.put(0, (byte) 0xB1).put(16, (byte) 0).putShort(18, (short) 1).put(39, (byte) 5);
        assertThat(RtpHeader.payloadStart(packet)).isEqualTo(24);
        assertThat(RtpHeader.payloadEnd(packet, 40)).isEqualTo(35);
    }

    @Test
    void takesNeitherShortPacketsNorOtherVersionsNorLyingLengths() {
        RtpHeader.write(packet, false, 0, 1, 1, 1);
        assertThat(RtpHeader.payloadEnd(packet, 11)).isEqualTo(-1);
        packet.put(0, (byte) 0x8F); // fifteen contributing sources: 60 octets more
        assertThat(RtpHeader.payloadEnd(packet, 64)).isEqualTo(-1);
        packet.put(0, (byte) 0x40);
        assertThat(RtpHeader.payloadEnd(packet, 64)).isEqualTo(-1);
        packet.put(0, (byte) 0x90).putShort(14, (short) 0xFFFF); // an extension of 262,140 octets
        assertThat(RtpHeader.payloadEnd(packet, 64)).isEqualTo(-1);
        packet.put(0, (byte) 0xA0).put(63, (byte) 0xFF); // more padding than packet
        assertThat(RtpHeader.payloadEnd(packet, 64)).isEqualTo(-1);
    }
}
