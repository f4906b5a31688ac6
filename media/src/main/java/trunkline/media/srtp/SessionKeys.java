package trunkline.media.srtp;

/** Where the keys of a session come from. */
interface SessionKeys {

    /** What a session key is for; in the order of their labels (RFC 3711 §4.3.2). */
    enum Purpose {
        RTP_ENCRYPTION,
        RTP_AUTHENTICATION,
        RTP_SALT,
        RTCP_ENCRYPTION,
        RTCP_AUTHENTICATION,
        RTCP_SALT
    }

    /** {@code length} octets for {@code purpose}. */
    byte[] derive(Purpose purpose, int length);
}
