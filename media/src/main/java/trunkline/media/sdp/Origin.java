package trunkline.media.sdp;

/**
 * Who describes a session, and which description of it this is (RFC 8866 §5.2).
 *
 * @param sessionId the same for all descriptions of one call
 * @param version one more with each description that says something else (RFC 3264 §8)
 */
record Origin(long sessionId, long version) {

    Origin next() {
        return new Origin(sessionId, version + 1);
    }
}
