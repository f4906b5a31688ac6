package trunkline.smpp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trunkline.smpp.address.Address;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.wire.Pdus;
import trunkline.smpp.wire.RandomText;

class ReassemblyTest {

    private static final Address FROM = Address.alphanumeric("a");
    private static final Address TO = Address.shortCode("1");

    private final Reassembly reassembly = new Reassembly();

    @Test
    void putsSegmentsTogetherInWhateverOrderTheyCome() {
        assertThat(add(udh("05 00 03 07 03 03", "c"))).isNull();
        assertThat(add(udh("05 00 03 07 03 01", "a"))).isNull();
        assertThat(add(udh("05 00 03 07 03 01", "a"))).isNull(); // comes twice, counts once
        assertThat(add(udh("05 00 03 07 03 02", "b"))).isEqualTo("abc");
    }

    @Test
    void readsASixteenBitReferenceAndPassesOverOtherElements() {
        assertThat(add(udh("0c 05 04 0b 84 23 f0 08 04 01 02 02 01", "a"))).isNull();
        assertThat(add(udh("06 08 04 01 02 02 02", "b"))).isEqualTo("ab");
    }

    @Test
    void readsThePlaceFromTheSarParameters() {
        assertThat(add(sar(1, "a"))).isNull();
        assertThat(add(sar(2, "b"))).isEqualTo("ab");
    }

    @Test
    void takesTheMessageFromThePayload() {
        SubmitSm submit = plain("");
        submit.addOptionalParameter(new Tlv((short) 0x0424, "long".getBytes(StandardCharsets.US_ASCII)));
        assertThat(add(submit)).isEqualTo("long");
    }

    @Test
    void takesAPlaceThatMakesNoSenseForAMessageOfItsOwn() {
        assertThat(add(udh("05 00 03 07 02 03", "x"))).isEqualTo("x");
        assertThat(add(udh("05 00 03 07 00 00", "x"))).isEqualTo("x");
        assertThat(add(udh("05 00 ff 07 02 01", "x"))).isEqualTo("x");
        assertThat(add(udh("ff", "x"))).isEmpty();
    }

    @Test
    void givesUpTheOldestWhenTooManyWait() {
        for (int reference = 0; reference <= Reassembly.CAPACITY; reference++) {
            assertThat(add(udh("06 08 04 %04x 02 01".formatted(reference), "a")))
                    .isNull();
        }
        assertThat(add(udh("06 08 04 00 01 02 02", "b"))).isEqualTo("ab");
        assertThat(add(udh("06 08 04 00 00 02 02", "b"))).isNull();
    }

    @Test
    void readsBackWhateverTheSegmentEncoderWroteInAnyOrder() throws SmppInvalidArgumentException {
        var random = new Random(8);
        for (LongMessages way : List.of(LongMessages.UDH8, LongMessages.UDH16)) {
            var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(way));
            byte[] out = new byte[SegmentEncoder.MAX_OCTETS];
            for (int i = 0; i < 5_000; i++) {
                String text = RandomText.of(random, random.nextInt(500));
                if (encoder.encode(text, random.nextInt(), out) == SegmentEncoder.Result.ENCODED) {
                    assertThat(readBack(encoder, out, random)).isEqualTo(text);
                }
            }
        }
    }

    private String readBack(SegmentEncoder encoder, byte[] out, Random random) throws SmppInvalidArgumentException {
        List<SubmitSm> submits = new ArrayList<>();
        for (int i = 0; i < encoder.segments(); i++) {
            var submit = new SubmitSm();
            byte[] userData = new byte[encoder.length(i)];
            System.arraycopy(out, encoder.offset(i), userData, 0, userData.length);
            submit.setShortMessage(userData);
            submit.setEsmClass((byte) (encoder.hasHeader() ? 0x40 : 0));
            submits.add(submit);
        }
        Collections.shuffle(submits, random);
        byte[] whole = null;
        for (SubmitSm submit : submits) {
            assertThat(whole).isNull();
            whole = reassembly.add(FROM, TO, Segment.of(submit));
        }
        assertThat(whole).isNotNull();
        return whole == null
                ? ""
                : ShortMessageText.decode(whole, encoder.coding().value());
    }

    private @org.jspecify.annotations.Nullable String add(SubmitSm submit) {
        byte[] whole = reassembly.add(FROM, TO, Segment.of(submit));
        return whole == null ? null : new String(whole, StandardCharsets.US_ASCII);
    }

    private static SubmitSm udh(String header, String text) {
        byte[] octets = Pdus.hex(header);
        SubmitSm submit = plain(new String(octets, StandardCharsets.ISO_8859_1) + text);
        submit.setEsmClass((byte) 0x40);
        return submit;
    }

    private static SubmitSm sar(int sequence, String text) {
        SubmitSm submit = plain(text);
        submit.addOptionalParameter(new Tlv((short) 0x020C, new byte[] {1, 2}));
        submit.addOptionalParameter(new Tlv((short) 0x020E, new byte[] {2}));
        submit.addOptionalParameter(new Tlv((short) 0x020F, new byte[] {(byte) sequence}));
        return submit;
    }

    private static SubmitSm plain(String text) {
        var submit = new SubmitSm();
        try {
            submit.setShortMessage(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SmppInvalidArgumentException e) {
            throw new IllegalArgumentException(e);
        }
        return submit;
    }
}
