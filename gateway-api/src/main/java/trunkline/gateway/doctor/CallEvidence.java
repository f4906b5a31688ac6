package trunkline.gateway.doctor;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.media.rtp.RtpStats;
import trunkline.media.sdp.RemoteMedia;
import trunkline.sip.dialog.CallOutcome;

/**
 * What a call came to, beside its SIP messages.
 *
 * @param outcome null where it did not end in time: nothing ever came to its INVITE
 * @param answer null where it was not answered, or the answer was of no use
 * @param trouble why the answer was of no use, or the audio could not be sent; empty for nothing
 * @param heard null where no audio was sent
 * @param keys that the callee pressed, in their order
 */
record CallEvidence(
        @Nullable CallOutcome outcome,
        @Nullable RemoteMedia answer,
        String trouble,
        @Nullable Heard heard,
        List<Pressed> keys) {

    CallEvidence {
        keys = List.copyOf(keys);
    }

    /**
     * The audio both ways.
     *
     * @param source where the last packet came from; null where none came
     */
    record Heard(RtpStats stats, @Nullable InetSocketAddress source) {}

    /** How a key came to us. */
    enum Way {
        /** RFC 4733. */
        TELEPHONE_EVENT,
        INFO,
        IN_AUDIO
    }

    /** A key. */
    record Pressed(char key, Way way) {}
}
