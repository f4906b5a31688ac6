package trunkline.smpp.bind;

/**
 * How often in a row a bind did not come about.
 *
 * @param failures of whatever kind
 * @param refusals by a status that is fatal to the bind, since it last was bound
 */
record Tries(int failures, int refusals) {

    static final Tries NONE = new Tries(0, 0);

    Tries failed() {
        return new Tries(failures + 1, refusals);
    }

    /** So many failures that the pause is the longest at once: trying again soon cannot help and may lock the account. */
    Tries refused() {
        return new Tries(BindTimings.Backoff.MOST_FAILURES, refusals + 1);
    }
}
