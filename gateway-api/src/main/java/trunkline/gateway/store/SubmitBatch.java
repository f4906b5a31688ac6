package trunkline.gateway.store;

import java.util.List;

/**
 * Results of a way that are written in one transaction.
 *
 * @param results what became of claimed segments
 * @param retries messages that are to be tried again later
 * @param moves messages that go to other ways, after their results
 * @param steps what of it the timelines are to tell
 */
public record SubmitBatch(List<SubmitRecord> results, List<Retry> retries, List<Move> moves, List<Step> steps) {

    /** Without messages that go to other ways. */
    public SubmitBatch(List<SubmitRecord> results, List<Retry> retries, List<Step> steps) {
        this(results, retries, List.of(), steps);
    }

    /** Results alone. */
    public static SubmitBatch of(List<SubmitRecord> results) {
        return new SubmitBatch(results, List.of(), List.of());
    }
}
