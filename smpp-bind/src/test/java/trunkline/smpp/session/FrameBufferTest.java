package trunkline.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.smpp.session.FrameBuffer.INCOMPLETE;
import static trunkline.smpp.session.FrameBuffer.TOO_LONG;
import static trunkline.smpp.session.FrameBuffer.TOO_SHORT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.smpp.wire.Pdus;

class FrameBufferTest {

    private final FrameBuffer frames = new FrameBuffer();

    @Test
    void findsThePdusOfOneRead() {
        receive(Pdus.join(Pdus.pdu(0x15, 0, 1), Pdus.response(4, 0, 2, "abc"), Pdus.pdu(0x15, 0, 3)));
        assertThat(next()).isEqualTo(16);
        assertThat(next()).isEqualTo(20);
        assertThat(frames.field(12)).isEqualTo(3);
        assertThat(next()).isEqualTo(16);
        assertThat(next()).isEqualTo(INCOMPLETE);
        assertThat(frames.holdsPart()).isFalse();
    }

    @Test
    void findsAPduThatComesOctetByOctet() {
        byte[] pdu = Pdus.response(4, 0, 2, "abc");
        for (int i = 0; i < pdu.length - 1; i++) {
            receive(new byte[] {pdu[i]});
            assertThat(frames.nextLength()).isEqualTo(INCOMPLETE);
            assertThat(frames.holdsPart()).isTrue();
        }
        receive(new byte[] {pdu[pdu.length - 1]});
        assertThat(next()).isEqualTo(pdu.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7F FF FF F0", "80 00 00 10", "FF FF FF FF", "00 01 00 01"})
    void callsALengthAbove64KibTooLongFromItsFourOctets(String length) {
        receive(Pdus.hex(length));
        assertThat(frames.nextLength()).isEqualTo(TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource({"00 00 00 00", "00 00 00 01", "00 00 00 0F"})
    void callsALengthBelowAHeaderTooShort(String length) {
        receive(Pdus.hex(length));
        assertThat(frames.nextLength()).isEqualTo(TOO_SHORT);
    }

    @Test
    void takesAPduOf64KibWholeBehindAnotherOne() {
        receive(Pdus.pdu(0x15, 0, 1));
        byte[] longest = Pdus.pdu(5, 0, 2, new byte[65_536 - 16]);
        int first = frames.room();
        System.arraycopy(longest, 0, frames.array(), frames.end(), first);
        frames.received(first);
        assertThat(next()).isEqualTo(16);
        assertThat(next()).isEqualTo(INCOMPLETE);
        frames.compact();
        assertThat(frames.room()).isEqualTo(16);
        System.arraycopy(longest, first, frames.array(), frames.end(), 16);
        frames.received(16);
        assertThat(next()).isEqualTo(65_536);
    }

    private void receive(byte[] octets) {
        System.arraycopy(octets, 0, frames.array(), frames.end(), octets.length);
        frames.received(octets.length);
    }

    private int next() {
        int length = frames.nextLength();
        frames.consume(Math.max(0, length));
        return length;
    }
}
