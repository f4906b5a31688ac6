package trunkline.smpp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.commons.charset.CharsetUtil;
import org.junit.jupiter.api.Test;
import trunkline.smpp.wire.Pdus;

class ShortMessageTextTest {

    @Test
    void readsEverySeptetAsCloudhopperDoes() {
        for (int septet = 0; septet < 128; septet++) {
            byte[] alone = {(byte) septet};
            if (septet != 0x1B) {
                assertThat(ShortMessageText.decode(alone, 0)).isEqualTo(CharsetUtil.CHARSET_GSM.decode(alone));
            }
        }
        for (int septet : new int[] {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65}) {
            byte[] escaped = {0x1B, (byte) septet};
            assertThat(ShortMessageText.decode(escaped, 0)).isEqualTo(CharsetUtil.CHARSET_GSM.decode(escaped));
        }
    }

    @Test
    void readsTheOtherCodingsByTheirNumber() {
        assertThat(ShortMessageText.decode(Pdus.hex("04 36 d8 3d de 00"), 8)).isEqualTo("ж😀");
        assertThat(ShortMessageText.decode(Pdus.hex("40 e5"), 3)).isEqualTo("@å");
        assertThat(ShortMessageText.decode(Pdus.hex("00 02"), 0)).isEqualTo("@$");
    }

    @Test
    void losesNoOctetOfNonsense() {
        assertThat(ShortMessageText.decode(Pdus.hex("80 ff 1b"), 0)).hasSize(3);
    }

    @Test
    void writesWhatTheAlphabetHasAndNothingElse() {
        assertThat(ShortMessageText.encodeGsm("@Å 1")).isEqualTo(Pdus.hex("00 0e 20 31"));
        assertThat(ShortMessageText.encodeGsm("ж")).isNull();
    }
}
