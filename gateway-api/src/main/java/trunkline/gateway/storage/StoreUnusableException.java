package trunkline.gateway.storage;

/** The store cannot be opened, or would not keep what it promises. The message says what to do about it. */
public final class StoreUnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    StoreUnusableException(String message) {
        super(message);
    }

    StoreUnusableException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
