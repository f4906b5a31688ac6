package trunkline.sip.stack;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What all requests of one call have in common, whichever fork they go to.
 *
 * @param callId random, so that nobody off the path can name the call
 * @param localTag the tag of our From header, random for the same reason (RFC 3261 §19.3)
 * @param user the user part of our From and Contact URIs
 * @param from our From header value without the tag
 * @param to the To header value without a tag
 * @param requestUri of the first INVITE
 * @param hidden whether the callee may not see who calls
 * @param identity the calling number as a URI in brackets, also where From has another, or none
 */
record CallIdentity(
        String callId,
        String localTag,
        String user,
        String from,
        String to,
        String requestUri,
        boolean hidden,
        String identity) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Text of 128 random bits. */
    static String randomToken() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
