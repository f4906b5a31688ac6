package trunkline.sip.locate;

/** No name server gave an answer: none could be reached, or all refused or failed. Later may help. */
public final class NameServersFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NameServersFailedException(String message) {
        super(message);
    }
}
