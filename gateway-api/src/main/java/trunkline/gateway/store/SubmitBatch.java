package trunkline.gateway.store;

import java.util.List;

/**
 * Results of a way that are written in one transaction.
 *
 * @param results what became of claimed segments
 * @param retries messages that are to be tried again later
 * @param steps what of it the timelines are to tell
 */
public record SubmitBatch(List<SubmitRecord> results, List<Retry> retries, List<Step> steps) {

    /** Results alone. */
    public static SubmitBatch of(List<SubmitRecord> results) {
        return new SubmitBatch(results, List.of(), List.of());
    }
}
