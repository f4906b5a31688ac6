package trunkline.gateway.message;

/** What the recipient gets to read or to hear. */
public sealed interface Content {

    /**
     * An SMS.
     *
     * @param text never shown in {@link #toString}
     */
    record Text(String text) implements Content {
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * A voice file that was uploaded before.
     *
     * @param file the name it was uploaded under
     * @param prompt names the prompt that was made of it: stays the same if another file takes over the name
     */
    record Voice(String file, String prompt) implements Content {}
}
