package trunkline.gateway.message;

/** How far a message has come: one vocabulary for the API, the store, the metrics and the logs. */
public sealed interface MessageState permits SmsState, VoiceState {

    /** Codes from here on are final. */
    int FIRST_FINAL_CODE = 10;

    /** Its number in the store; never changed once released. Below {@link #FIRST_FINAL_CODE}: still open. */
    int code();

    /** Its name in the API, the metrics and the logs. */
    String label();

    /** Whether nothing can follow. */
    default boolean isFinal() {
        return code() >= FIRST_FINAL_CODE;
    }
}
