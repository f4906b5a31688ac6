package trunkline.profile;

/** A profile that cannot be used; the message names file, key, value and rule. */
public final class InvalidProfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidProfileException(String message) {
        super(message);
    }
}
