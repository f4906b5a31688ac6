package trunkline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PayloadTypeTest {

    @Test
    void findsTheCodecByEncodingAndClockRateNotByNumber() {
        assertThat(Codec.of(new PayloadType(96, "pcma", 8000))).isEqualTo(Codec.PCMA);
        assertThat(Codec.of(new PayloadType(0, "PCMU", 16000))).isNull();
        assertThat(Codec.of(PayloadType.G722)).isEqualTo(Codec.G722);
        assertThat(Codec.of(new PayloadType(18, "G729", 8000))).isNull();
    }

    @Test
    void knowsTheStaticNumbers() {
        assertThat(PayloadType.ofStatic(0)).isEqualTo(PayloadType.PCMU);
        assertThat(PayloadType.ofStatic(8)).isEqualTo(PayloadType.PCMA);
        assertThat(PayloadType.ofStatic(9)).isEqualTo(PayloadType.G722);
        assertThat(PayloadType.ofStatic(18)).isNull();
    }

    @Test
    void knowsKeyPressesByNameAlone() {
        assertThat(PayloadType.telephoneEvent(101).isTelephoneEvent()).isTrue();
        assertThat(new PayloadType(101, "TELEPHONE-EVENT", 8000).isTelephoneEvent())
                .isTrue();
        assertThat(PayloadType.PCMU.isTelephoneEvent()).isFalse();
    }

    @Test
    void saysWhichNumberIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PayloadType(128, "PCMU", 8000))
                .withMessage("payload type '128': must be 0 to 127");
    }
}
