package trunkline.gateway.trunk;

import java.util.List;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.config.TrunkMedia;
import trunkline.gateway.config.TrunkPlay;
import trunkline.media.codec.PayloadType;
import trunkline.media.rtp.StreamSettings;
import trunkline.media.sdp.MediaTerms;
import trunkline.media.sdp.Protection;

/**
 * What the audio of a trunk's calls is like.
 *
 * @param terms without the keys, which each call has of its own
 * @param protection whether they are encrypted
 * @param stream what is made of the other side
 * @param play how they play
 */
public record TrunkAudio(MediaTerms terms, Protection protection, StreamSettings stream, TrunkPlay play) {

    public static TrunkAudio of(TrunkConfig config, List<PayloadType> payloadTypes) {
        TrunkMedia media = config.media();
        return new TrunkAudio(
                MediaTerms.of(payloadTypes, media.ptimeMillis()).withRtcpMux(media.rtcpMux()),
                media.srtp() ? Protection.REQUIRED : Protection.NONE,
                new StreamSettings(
                        media.silentAfter(),
                        media.symmetric(),
                        media.tones(),
                        config.play().startAtVoice() || config.play().afterBeep()),
                config.play());
    }
}
