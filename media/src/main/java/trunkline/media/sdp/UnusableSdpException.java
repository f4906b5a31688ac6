package trunkline.media.sdp;

/** Ends the reading of an SDP; {@link LocalMedia} makes a {@link Negotiation.Refused} of it. */
final class UnusableSdpException extends Exception {

    private static final long serialVersionUID = 1;

    UnusableSdpException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
