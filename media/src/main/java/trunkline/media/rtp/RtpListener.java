package trunkline.media.rtp;

import trunkline.media.dtmf.Key;
import trunkline.media.hearing.HeardSound;

/**
 * What the owner of a stream is told. Called on the one thread {@code media-rtp-events}: a listener must not block, or
 * all calls hear late. Nothing is called after {@link RtpStream#stop}, but for an event that was under way.
 */
public interface RtpListener {

    /** Every sample of the prompt has been sent, and the time of the last packet has passed. The stream is still open. */
    void onFinished(RtpStream stream);

    /** The stream ended by itself; its sockets are closed. */
    void onFailed(RtpStream stream, RtpFailure failure);

    /** Somebody pressed a key; told as the press begins. */
    default void onKey(RtpStream stream, Key key) {
        // most play, and do not ask
    }

    /** Something was heard in the other side's audio, where the settings of the stream ask for it. */
    default void onSound(RtpStream stream, HeardSound sound) {
        // most play, and do not listen
    }
}
