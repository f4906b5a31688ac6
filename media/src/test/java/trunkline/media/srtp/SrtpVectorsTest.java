package trunkline.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of RFC 3711 appendix B and RFC 7714 §16 and §17. */
class SrtpVectorsTest {

    private static final byte[] MASTER_KEY = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
    private static final byte[] MASTER_SALT = hex("0EC675AD498AFEEBB6960B3AABE6");

    /** "Quid pro quo". */
    private static final byte[] GCM_SALT = hex("517569642070726f2071756f");

    private static final String GCM_RTP = "8040f17b8041f8d35501a0b2"
            + "47616c6c696120657374206f6d6e697320646976697361"
            + "20696e207061727465732074726573";

    private static final String GCM_RTCP = "81c8000d4d6172734e5450314e545032525450200000042a0000e930"
            + "4c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    @Test
    void makesTheStreamOfRfc3711AppendixB2() {
        var cipher = new CounterMode(hex("2B7E151628AED2A6ABF7158809CF4F3C"));
        byte[] stream = new byte[48];
        cipher.apply(hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), stream, 0, 48);
        assertThat(hex(stream))
                .isEqualTo("e03ead0935c95e80e166b16dd92b4eb4" + "d23513162b02d0f72a43a2fe4a5f97ab"
                        + "41e95b3bb0a2e8dd477901e4fca894c0");
    }

    @Test
    void derivesTheKeysOfRfc3711AppendixB3() {
        var derivation = new KeyDerivation(new SrtpKey(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER_KEY, MASTER_SALT));
        assertThat(hex(derivation.derive(SessionKeys.Purpose.RTP_ENCRYPTION, 16)))
                .isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(hex(derivation.derive(SessionKeys.Purpose.RTP_SALT, 14))).isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(hex(derivation.derive(SessionKeys.Purpose.RTP_AUTHENTICATION, 94)))
                .isEqualTo(
                        "cebe321f6ff7716b6fd4ab49af256a156d38baa4"
                                + "8f0a0acf3c34e2359e6cdbcee049646c43d9327ad175578ef7227098"
                                + "6371c10c9a369ac2f94a8c5fbcdddc256d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2");
    }

    @Test
    void sealsRtpAsRfc7714Section16Does() {
        byte[] packet = room(GCM_RTP);
        int length = gcm(SrtpSuite.AEAD_AES_128_GCM, "000102030405060708090a0b0c0d0e0f")
                .sealRtp(packet, 12, GCM_RTP.length() / 2, 0x5501A0B2, 0xF17B);
        assertThat(hex(packet, length))
                .isEqualTo("8040f17b8041f8d35501a0b2"
                        + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                        + "899d7f27beb16a9152cf765ee4390cce");

        byte[] longer = room(GCM_RTP);
        length = gcm(SrtpSuite.AEAD_AES_256_GCM, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
                .sealRtp(longer, 12, GCM_RTP.length() / 2, 0x5501A0B2, 0xF17B);
        assertThat(hex(longer, length))
                .isEqualTo("8040f17b8041f8d35501a0b2"
                        + "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                        + "7aa3db36dfffd6b0f9bb7878d7a76c13");
    }

    @Test
    void sealsRtcpAsRfc7714Section17Does() {
        byte[] packet = room(GCM_RTCP);
        int length = gcm(SrtpSuite.AEAD_AES_128_GCM, "000102030405060708090a0b0c0d0e0f")
                .sealRtcp(packet, GCM_RTCP.length() / 2, 0x4D617273, 0x5D4);
        assertThat(hex(packet, length))
                .isEqualTo("81c8000d4d617273"
                        + "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b"
                        + "c84aa45896cf4d2fc5abf87245d9eade"
                        + "800005d4");
    }

    private static Transform gcm(SrtpSuite suite, String key) {
        return Transform.of(suite, (purpose, length) -> length == 12 ? GCM_SALT.clone() : hex(key));
    }

    private static byte[] room(String packet) {
        return Arrays.copyOf(hex(packet), packet.length() / 2 + SrtpProtector.ADDED_MAX);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static String hex(byte[] octets, int length) {
        return HexFormat.of().formatHex(octets, 0, length);
    }
}
