package trunkline.gateway.doctor;

/**
 * One thing that was looked at.
 *
 * @param seen what there was to see, in words
 * @param change what to do about it, with the keys of {@code gateway.yaml}; empty for nothing
 */
public record Finding(Step step, Verdict verdict, String seen, String change) {

    static Finding ok(Step step, String seen) {
        return new Finding(step, Verdict.OK, seen, "");
    }

    static Finding warning(Step step, String seen, String change) {
        return new Finding(step, Verdict.WARNING, seen, change);
    }

    static Finding wrong(Step step, String seen, String change) {
        return new Finding(step, Verdict.WRONG, seen, change);
    }

    static Finding skipped(Step step, String why) {
        return new Finding(step, Verdict.SKIPPED, why, "");
    }
}
