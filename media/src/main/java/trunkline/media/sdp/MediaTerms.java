package trunkline.media.sdp;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import trunkline.media.codec.PayloadType;
import trunkline.media.srtp.SrtpKey;
import trunkline.media.srtp.SrtpSuite;

/**
 * On which terms we talk: what goes into our descriptions, and what we take of the other side's.
 *
 * @param payloadTypes what we can send and take, best first; telephone-event among it for key presses
 * @param ptimeMillis audio per packet that we prefer, 10 to 60 in steps of ten
 * @param protection whether audio is encrypted
 * @param keys ours, one for each crypto suite, best first; of this call alone, and empty if nothing is encrypted
 * @param rtcpMux whether reports may share the audio's port (RFC 5761): offered, and taken if offered
 */
public record MediaTerms(
        List<PayloadType> payloadTypes, int ptimeMillis, Protection protection, List<SrtpKey> keys, boolean rtcpMux) {

    /** The suite that most have first. */
    private static final List<SrtpSuite> SUITES = List.of(
            SrtpSuite.AES_CM_128_HMAC_SHA1_80,
            SrtpSuite.AES_CM_128_HMAC_SHA1_32,
            SrtpSuite.AEAD_AES_128_GCM,
            SrtpSuite.AEAD_AES_256_GCM);

    public MediaTerms {
        payloadTypes = List.copyOf(payloadTypes);
        keys = List.copyOf(keys);
        if (payloadTypes.stream().allMatch(PayloadType::isTelephoneEvent)) {
            throw new IllegalArgumentException("payload types " + payloadTypes + ": must hold one for audio");
        }
        if (!isPtime(ptimeMillis)) {
            throw new IllegalArgumentException("ptime '" + ptimeMillis + "': must be 10 to 60 in steps of ten");
        }
        if (keys.isEmpty() != (protection == Protection.NONE)) {
            throw new IllegalArgumentException("keys: must be there if, and only if, audio may be encrypted");
        }
    }

    /** Audio in the clear, reports at a port of their own. */
    public static MediaTerms of(List<PayloadType> payloadTypes, int ptimeMillis) {
        return new MediaTerms(payloadTypes, ptimeMillis, Protection.NONE, List.of(), false);
    }

    /** The same with new keys for one call, if there is a use for them. {@code random} must be one for secrets. */
    public MediaTerms protectedBy(Protection other, RandomGenerator random) {
        Stream<SrtpKey> made = SUITES.stream().map(suite -> SrtpKey.random(suite, random));
        return new MediaTerms(
                payloadTypes, ptimeMillis, other, other == Protection.NONE ? List.of() : made.toList(), rtcpMux);
    }

    public MediaTerms withRtcpMux(boolean allowed) {
        return new MediaTerms(payloadTypes, ptimeMillis, protection, keys, allowed);
    }

    /** Whether our own offers are encrypted. */
    boolean offersProtection() {
        return protection == Protection.REQUIRED;
    }

    /** Whether a media line over RTP/SAVP, or if not over RTP/AVP, is on these terms. */
    boolean takes(boolean secured) {
        return secured ? protection != Protection.NONE : protection != Protection.REQUIRED;
    }

    static boolean isPtime(int millis) {
        return millis >= 10 && millis <= 60 && millis % 10 == 0;
    }
}
