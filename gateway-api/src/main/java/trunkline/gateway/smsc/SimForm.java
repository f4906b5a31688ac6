package trunkline.gateway.smsc;

import org.jspecify.annotations.Nullable;

/** How a message was cut, behind the SIM that it was last sent by: {@code sim=NAME}, a blank, and the form of {@link EncodingForm}. */
final class SimForm {

    private static final String MARK = "sim=";

    private SimForm() {}

    static String write(String sim, @Nullable String form) {
        return form == null ? MARK + sim : MARK + sim + " " + form;
    }

    /** The SIM; null of a message that none was chosen for. */
    static @Nullable String simOf(@Nullable String text) {
        if (text == null || !text.startsWith(MARK)) {
            return null;
        }
        int end = text.indexOf(' ');
        return text.substring(MARK.length(), end < 0 ? text.length() : end);
    }

    /** What stands behind the SIM; null for the basic form. */
    static @Nullable String formOf(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? null : text.substring(end + 1);
    }
}
