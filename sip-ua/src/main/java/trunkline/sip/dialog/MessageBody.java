package trunkline.sip.dialog;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of a SIP message: text and its type (RFC 3261 §7.4). SIP carries it and does not read it.
 *
 * @param contentType as in the Content-Type header, {@code application/sdp} for an offer or an answer
 */
public record MessageBody(String contentType, String text) {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.!%*+`'~-]+\\s*/\\s*[\\w.!%*+`'~-]+[^\\r\\n]*");

    public MessageBody {
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("'contentType' is '" + contentType + "': must be type/subtype");
        }
    }

    /** One of a peer, whose type is whatever it is; empty where that is none. */
    public static Optional<MessageBody> of(String contentType, String text) {
        return MEDIA_TYPE.matcher(contentType).matches()
                ? Optional.of(new MessageBody(contentType, text))
                : Optional.empty();
    }

    /** A session description (RFC 4566). */
    public static MessageBody sdp(String text) {
        return new MessageBody("application/sdp", text);
    }
}
