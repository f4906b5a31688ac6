package trunkline.gateway.store;

/** The store cannot take this now; the same call may well succeed a second later. Nothing was written. */
public final class StoreBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreBusyException(String message) {
        super(message);
    }
}
