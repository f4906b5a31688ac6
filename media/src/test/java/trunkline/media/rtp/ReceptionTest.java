package trunkline.media.rtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {

    private static final long PTIME = 20_000_000;

    private final Reception reception = new Reception(8000);

    @Test
    void countsLossAcrossTheWrapOfSequenceNumbers() {
        receive(65534, 0);
        receive(65535, 1);
        receive(1, 3); // 0 is missing
        receive(2, 4);
        var figures = reception.figures();
        assertThat(figures.packets()).isEqualTo(4);
        assertThat(figures.lost()).isEqualTo(1);
        ReceptionReport report = requireNonNull(reception.report(0));
        assertThat(report.fractionLost()).isEqualTo(256 / 5);
        assertThat(report.highestSequence()).isEqualTo(65536 + 2);
    }

    @Test
    void countsALatePacketAsReceived() {
        receive(1, 0);
        receive(3, 2);
        receive(2, 1);
        assertThat(reception.figures().lost()).isZero();
        assertThat(requireNonNull(reception.report(0)).highestSequence()).isEqualTo(3);
    }

    @Test
    void reportsTheFractionSinceTheReportBefore() {
        receive(1, 0);
        receive(4, 3);
        assertThat(requireNonNull(reception.report(0)).fractionLost()).isEqualTo(128);
        receive(5, 4);
        ReceptionReport second = requireNonNull(reception.report(0));
        assertThat(second.fractionLost()).isZero();
        assertThat(second.cumulativeLost()).isEqualTo(2);
    }

    @Test
    void hasNoJitterWhenPacketsComeAsTheyWereSent() {
        for (int n = 0; n < 100; n++) {
            receive(n, n);
        }
        assertThat(reception.figures().jitterMicros()).isZero();
    }

    @Test
    void smoothsJitterBySixteenthsOfTheChange() {
        receive(0, 0);
        reception.onPacket(7, 1, 160, PTIME + 10_000_000); // 10 ms late: 80 units
        assertThat(reception.figures().jitterMicros()).isEqualTo(80 * 125 / 16);
    }

    @Test
    void startsAfreshWithAnotherSource() {
        receive(10, 0);
        reception.onPacket(8, 5000, 0, 0);
        assertThat(reception.figures().packets()).isEqualTo(1);
        assertThat(reception.figures().lost()).isZero();
    }

    @Test
    void doesNotBelieveAJumpOfThousands() {
        receive(0, 0);
        receive(20_000, 1);
        assertThat(reception.figures().lost()).isZero();
        assertThat(reception.figures().strays()).isEqualTo(1);
    }

    @Test
    void hasNothingToReportBeforeAnythingCame() {
        assertThat(reception.report(0)).isNull();
    }

    private void receive(int sequence, int packet) {
        reception.onPacket(7, sequence, packet * 160, packet * PTIME);
    }
}
