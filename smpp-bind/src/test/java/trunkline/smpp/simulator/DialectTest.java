package trunkline.smpp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import org.junit.jupiter.api.Test;
import trunkline.smpp.simulator.Dialect.Alphabet;
import trunkline.smpp.simulator.Dialect.LongForm;
import trunkline.smpp.wire.Pdus;

class DialectTest {

    @Test
    void dataCoding0IsWhatTheDialectSays() {
        byte[] octets = Pdus.hex("00 40 e5");

        assertThat(ShortMessageText.decode(octets, 0, Alphabet.GSM7_UNPACKED)).isEqualTo("@¡\uFFFD");
        assertThat(ShortMessageText.decode(octets, 0, Alphabet.LATIN1)).isEqualTo("\0@å");
        assertThat(ShortMessageText.decode(octets, 0, Alphabet.IA5)).isEqualTo("\0@\uFFFD");
        assertThat(ShortMessageText.decode(octets, 0x10, Alphabet.LATIN1)).isEqualTo("\0@å");
        assertThat(ShortMessageText.decode(Pdus.hex("00 40"), 0x18, Alphabet.LATIN1))
                .isEqualTo("@");
    }

    @Test
    void packedSeptetsAreUnpacked() throws Exception {
        // "hellohello", the example of 3GPP TS 23.038's packing that is found in every textbook
        SubmitSm submit = submit("e8 32 9b fd 46 97 d9 ec 37", 0);

        Segment segment = Segment.of(submit, Dialect.ANY.withAlphabet(Alphabet.GSM7_PACKED));

        assertThat(ShortMessageText.decode(segment.text(), 0)).isEqualTo("hellohello");
        assertThat(Segment.of(submit, Dialect.ANY).text()).hasSize(9);
    }

    @Test
    void packedSeptetsBeginOnASeptetBoundaryAfterTheHeader() throws Exception {
        // a header of 6 octets, 48 bits, and one bit of fill before the first septet: 'h' is 0x68
        SubmitSm submit = submit("05 00 03 2a 01 01 d0", SmppConstants.ESM_CLASS_UDHI_MASK);

        Segment segment = Segment.of(submit, Dialect.ANY.withAlphabet(Alphabet.GSM7_PACKED));

        assertThat(ShortMessageText.decode(segment.text(), 0)).isEqualTo("h");
    }

    @Test
    void aPartInAFormThatItDoesNotKnowStandsAlone() throws Exception {
        SubmitSm udh = submit("05 00 03 2a 02 01 68", SmppConstants.ESM_CLASS_UDHI_MASK);
        SubmitSm sar = submit("68", 0);
        sar.addOptionalParameter(new Tlv(SmppConstants.TAG_SAR_MSG_REF_NUM, new byte[] {0, 1}));
        sar.addOptionalParameter(new Tlv(SmppConstants.TAG_SAR_TOTAL_SEGMENTS, new byte[] {2}));
        sar.addOptionalParameter(new Tlv(SmppConstants.TAG_SAR_SEGMENT_SEQNUM, new byte[] {1}));
        Dialect onlySar = Dialect.ANY.withLongForms(LongForm.SAR);
        Dialect onlyUdh = Dialect.ANY.withLongForms(LongForm.UDH_8_BIT);

        assertThat(Segment.of(udh, onlyUdh).total()).isEqualTo(2);
        assertThat(Segment.of(udh, onlySar).total()).isEqualTo(1);
        assertThat(Segment.of(sar, onlySar).total()).isEqualTo(2);
        assertThat(Segment.of(sar, onlyUdh).total()).isEqualTo(1);
    }

    @Test
    void aPayloadThatItDoesNotKnowIsNoText() throws Exception {
        SubmitSm submit = submit("", 0);
        submit.addOptionalParameter(new Tlv(SmppConstants.TAG_MESSAGE_PAYLOAD, new byte[] {0x68}));

        assertThat(Segment.of(submit, Dialect.ANY).text()).hasSize(1);
        assertThat(Segment.of(submit, Dialect.ANY.withLongForms(LongForm.SAR)).text())
                .isEmpty();
    }

    @Test
    void refusesWhatItDoesNotTake() throws Exception {
        SubmitSm flash = submit("68", 0);
        flash.setDataCoding((byte) 0x10);
        SubmitSm onePiece = submit("68 ".repeat(161), 0);

        assertThat(Dialect.ANY.statusOf(flash)).isZero();
        assertThat(Dialect.ANY.withoutGeneralClasses().statusOf(flash)).isEqualTo(SmppConstants.STATUS_UNKNOWNERR);
        assertThat(Dialect.ANY.statusOf(onePiece)).isZero();
        assertThat(Dialect.ANY.withLongForms(LongForm.SAR).statusOf(onePiece))
                .isEqualTo(SmppConstants.STATUS_INVMSGLEN);
    }

    private static SubmitSm submit(String hex, int esmClass) throws Exception {
        SubmitSm submit = new SubmitSm();
        submit.setShortMessage(Pdus.hex(hex.strip()));
        submit.setEsmClass((byte) esmClass);
        return submit;
    }
}
