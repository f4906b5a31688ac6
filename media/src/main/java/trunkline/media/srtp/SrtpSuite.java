package trunkline.media.srtp;

import org.jspecify.annotations.Nullable;

/** The crypto suites offered and taken, by their names in SDP (RFC 4568 §6.2, RFC 7714 §14.2). */
public enum SrtpSuite {
    AEAD_AES_128_GCM(16, 12, 16, 16),
    AEAD_AES_256_GCM(32, 12, 16, 16),
    AES_CM_128_HMAC_SHA1_80(16, 14, 10, 10),
    /** The shorter tag is for RTP alone (RFC 4568 §6.2.2). */
    AES_CM_128_HMAC_SHA1_32(16, 14, 4, 10);

    private final int keyOctets;
    private final int saltOctets;
    private final int rtpTagOctets;
    private final int rtcpTagOctets;

    SrtpSuite(int keyOctets, int saltOctets, int rtpTagOctets, int rtcpTagOctets) {
        this.keyOctets = keyOctets;
        this.saltOctets = saltOctets;
        this.rtpTagOctets = rtpTagOctets;
        this.rtcpTagOctets = rtcpTagOctets;
    }

    /** The suite of this name, or null if it is none of these. */
    public static @Nullable SrtpSuite named(String name) {
        for (SrtpSuite suite : values()) {
            if (suite.name().equals(name)) {
                return suite;
            }
        }
        return null;
    }

    boolean isGcm() {
        return this == AEAD_AES_128_GCM || this == AEAD_AES_256_GCM;
    }

    int keyOctets() {
        return keyOctets;
    }

    int saltOctets() {
        return saltOctets;
    }

    /** What authentication adds to an RTP packet. */
    int rtpTagOctets() {
        return rtpTagOctets;
    }

    /** What it adds to an RTCP packet, without the index. */
    int rtcpTagOctets() {
        return rtcpTagOctets;
    }
}
