package trunkline.gateway.probe;

/** Nothing can be found out: there is no bind. */
public final class ProbeFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ProbeFailedException(String message) {
        super(message);
    }
}
