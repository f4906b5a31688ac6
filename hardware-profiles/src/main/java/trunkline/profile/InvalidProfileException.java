package trunkline.profile;

import java.util.List;
import java.util.stream.Collectors;

/** Profiles that cannot be used; each line of the message names file, line, key, value and rule. */
public final class InvalidProfileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidProfileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    static InvalidProfileException of(List<Finding> findings) {
        return new InvalidProfileException(
                findings.stream().map(Finding::toString).collect(Collectors.toList()));
    }

    public List<String> problems() {
        return problems;
    }
}
