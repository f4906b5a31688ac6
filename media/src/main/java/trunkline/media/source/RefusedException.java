package trunkline.media.source;

/** Ends the reading of a file. Within the module; its users get the {@link Refusal} as a value. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusedException(Refusal.Cause cause, long octet, String reason) {
        super(reason);
        this.refusal = new Refusal(cause, octet, reason);
    }

    public Refusal refusal() {
        return refusal;
    }
}
