package trunkline.media.srtp;

/** Where the keys of a session come from. */
interface SessionKeys {

    /** What a session key is for (RFC 3711 §4.3.2). */
    enum Purpose {
        RTP_ENCRYPTION(0),
        RTP_AUTHENTICATION(1),
        RTP_SALT(2),
        RTCP_ENCRYPTION(3),
        RTCP_AUTHENTICATION(4),
        RTCP_SALT(5);

        private final int label;

        Purpose(int label) {
            this.label = label;
        }

        int label() {
            return label;
        }
    }

    /** {@code length} octets for {@code purpose}. */
    byte[] derive(Purpose purpose, int length);
}
