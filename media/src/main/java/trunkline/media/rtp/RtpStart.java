package trunkline.media.rtp;

/** The outcome of {@link RtpPacer#start}. */
public sealed interface RtpStart {

    /** The first packet leaves within one ptime. */
    record Started(RtpStream stream) implements RtpStart {}

    /** Nothing was sent, and the socket is closed; the reason says why. */
    record NotStarted(String reason) implements RtpStart {}
}
