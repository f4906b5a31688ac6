package trunkline.gateway.route;

import java.util.Locale;
import trunkline.gateway.message.Content;

/** What a message is, as far as routes tell messages apart. */
public enum MessageClass {
    /** An SMS to be read. */
    TEXT,
    /** One that is shown at once and not kept: class 0 (3GPP TS 23.038 §4). */
    FLASH,
    /** An SMS of octets, for a program on the phone. */
    BINARY,
    /** A call. */
    VOICE;

    /** That of a content. */
    public static MessageClass of(Content content) {
        if (content instanceof Content.Sms sms) {
            return sms.options().flash() ? FLASH : sms instanceof Content.Binary ? BINARY : TEXT;
        }
        return VOICE;
    }

    /** Its name in the configuration and the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
