package trunkline.gateway.message;

/** Which characters outside the GSM alphabet may be replaced by like ones where that makes a text shorter. */
public enum Transliterate {
    /** None: what was asked for is sent. */
    NONE,

    /** Those that mean the same: quotes, dashes, spaces, ligatures, wide and styled letters. */
    SMART,

    /** Those, and letters by the nearest one of the alphabet: accents are lost. */
    LETTERS;

    private final String label = StateLabels.of(this);

    /** Its name in the API and the configuration. */
    public String label() {
        return label;
    }
}
