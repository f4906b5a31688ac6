package trunkline.profile.yaml;

/** A file that is no YAML, or not of the kind that is read here; the message names file, line and rule. */
public final class BadYamlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    BadYamlException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** The message. */
    public String problem() {
        return problem;
    }
}
