package trunkline.media.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;

class HeardTest {

    private static final List<PayloadType> TYPES =
            List.of(PayloadType.PCMU, PayloadType.PCMA, PayloadType.telephoneEvent(101));
    private static final long MILLI = 1_000_000;

    private final Heard heard = new Heard(TYPES, Duration.ofSeconds(1));

    @Test
    void decodesBothLawsLikeTheCodecs() {
        byte[] octets = new byte[256];
        for (int i = 0; i < 256; i++) {
            octets[i] = (byte) i;
        }
        for (Codec codec : new Codec[] {Codec.PCMU, Codec.PCMA}) {
            short[] expected = new short[256];
            codec.decoder().decode(octets, 0, 256, expected, 0);
            var audio = new HeardAudio(Duration.ofSeconds(1));
            audio.put(codec.name(), ByteBuffer.wrap(octets), 0, 256, 99);
            assertThat(audio.samples()).isEqualTo(expected);
        }
    }

    @Test
    void putsAudioWhereItsTimestampSaysAndSilenceWherePacketsAreMissing() {
        hear("80 00 0001 00000010 00000007 80 80");
        hear("80 00 0003 00000014 00000007 00 00");
        hear("80 00 0002 00000012 00000007 ff ff");
        assertThat(heard.samples()).containsExactly(32124, 32124, 0, 0, -32124, -32124);
        var report = heard.report();
        assertThat(report.packets()).isEqualTo(3);
        assertThat(report.reordered()).isEqualTo(1);
        assertThat(report.lost()).isZero();
    }

    @Test
    void countsWhatIsMissingAndWhatComesTwiceAcrossTheWrap() {
        hear("80 00 fffe 00000000 00000007 ff");
        hear("80 00 fffe 00000000 00000007 ff");
        hear("80 00 0001 000001e0 00000007 ff");
        assertThat(heard.report().packets()).isEqualTo(2);
        assertThat(heard.report().lost()).isEqualTo(2);
        assertThat(heard.report().duplicates()).isEqualTo(1);
    }

    @Test
    void findsThePayloadBehindSourcesExtensionAndBeforePadding() {
        hear("b2 80 0002 00000000 00000007 11111111 22222222 beef0001 33333333 80 80 00 00 03");
        assertThat(heard.samples()).containsExactly(32124, 32124);
        assertThat(heard.report().markers()).isEqualTo(1);
    }

    @Test
    void tellsKeyPressesAndStrangersFromAudio() {
        hear("80 00 0001 00000000 00000007 ff");
        hear("80 65 0002 00000000 00000007 0b 0a 00a0");
        hear("80 12 0003 00000000 00000007 ff");
        hear("80 00 0004 00000000 00000008 ff");
        hear("40 00 0004 00000000 00000007 ff");
        hear("80 00 0005");
        var report = heard.report();
        assertThat(report.packets()).isEqualTo(1);
        assertThat(report.events()).isEqualTo(1);
        assertThat(report.strays()).isEqualTo(4);
    }

    @Test
    void keepsNoMoreThanItsBoundAndSaysSo() {
        for (int n = 0; n < 200; n++) {
            hear("80 00 %04x %08x 00000007 %s".formatted(n, n * 160, "ff".repeat(160)), 20L * n * MILLI);
        }
        assertThat(heard.samples()).hasSize(8000);
        assertThat(heard.report().complete()).isFalse();
        assertThat(heard.report().packets()).isLessThanOrEqualTo(101);
    }

    @Test
    void measuresHowFarPacketsAreFromTheirTimestamps() {
        for (int n = 0; n < 100; n++) {
            long lateMillis = n == 50 ? 7 : 0;
            hear("80 00 %04x %08x 00000007 ff".formatted(n, n * 160), (20L * n + lateMillis) * MILLI);
        }
        var deviation = heard.report().deviation();
        assertThat(deviation).isEqualTo(new RecordingReport.Deviation(0, 7000, 7000));
    }

    @Test
    void survivesAnyOctets() {
        var random = new Random(11);
        byte[] octets = new byte[200];
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(octets);
            octets[0] = (byte) (0x80 | octets[0]);
            octets[1] &= (byte) 0x80;
            System.arraycopy(new byte[] {0, 0, 0, 7}, 0, octets, 8, 4);
            heard.onRtp(ByteBuffer.wrap(octets, 0, random.nextInt(octets.length)), i * MILLI);
        }
        assertThat(heard.samples().length).isLessThanOrEqualTo(8000);
    }

    private void hear(String hex) {
        hear(hex, 0);
    }

    private void hear(String hex, long nowNanos) {
        heard.onRtp(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))), nowNanos);
    }
}
