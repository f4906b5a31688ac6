package trunkline.media.sdp;

/** Whether audio is encrypted: RTP/SAVP with keys in the SDP (RFC 4568), or RTP/AVP without. */
public enum Protection {
    /** Never; what wants it is refused. */
    NONE,
    /** Always; what does not want it is refused. */
    REQUIRED,
    /** As the other side offers; our own offers are without. */
    AS_OFFERED
}
