package trunkline.gateway.event;

/**
 * How an endpoint gets what phones send, where it is a client of another vendor's API: as that vendor's callback, in place of
 * events.
 *
 * @param form whose it is
 * @param account the name of the account, as the callback tells it
 * @param salt what the hash of Voximplant's is made of, beside the key; may be empty
 * @param key that its receiver makes the hash with; never shown in {@link #toString}; may be empty
 */
public record Callback(Form form, String account, String salt, String key) {

    /** What the salt may be long. */
    public static final int SALT_MAX = 40;
    /** What the key may be long. */
    public static final int KEY_MAX = 200;

    /** The vendors there are. */
    public enum Form {
        VOIP_COMMUNICATIONS("voip-communications", "application/x-www-form-urlencoded"),
        VOXIMPLANT("voximplant", "application/json");

        private final String label;
        private final String contentType;

        Form(String label, String contentType) {
            this.label = label;
            this.contentType = contentType;
        }

        /** Its name in the API. */
        public String label() {
            return label;
        }

        /** What it is sent as. */
        public String contentType() {
            return contentType;
        }
    }

    @Override
    public String toString() {
        return "Callback[" + form.label() + ", " + account + "]";
    }
}
