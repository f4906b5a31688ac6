package trunkline.sip.stack;

/**
 * A message could not be made or sent. Whatever jain-sip throws becomes this at the seam, and an outcome in the call.
 */
final class NotSentException extends Exception {

    private static final long serialVersionUID = 1L;

    NotSentException(String what, Throwable cause) {
        super(what + ": " + Slf4jStackLogger.firstLine(rootOf(cause)), cause);
    }

    NotSentException(String what) {
        super(what);
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
