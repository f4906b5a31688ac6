package trunkline.gateway.webhook;

import java.util.concurrent.TimeUnit;

/** What became of one webhook that was sent. */
sealed interface AttemptOutcome {

    /** Whether the endpoint has it. */
    default boolean isDelivered() {
        return false;
    }

    /** Why it has not, in words for the owner of the endpoint. */
    String failure();

    /** The status of the answer, 0 if there was none (RFC 9110 §15). */
    default int status() {
        return 0;
    }

    /** What the endpoint asked to be left alone for, 0 if it did not. */
    default long restNanos() {
        return 0;
    }

    /**
     * It was answered.
     *
     * @param status of the answer
     * @param location where a redirection leads, empty for none
     * @param retryAfterSeconds what it asked for, 0 if it did not
     * @param text how its body begins
     */
    record Answered(int status, String location, long retryAfterSeconds, String text) implements AttemptOutcome {

        /** An endpoint cannot have itself left alone for longer. */
        private static final long REST_SECONDS_MAX = 3_600;

        private static final int TOO_MANY_REQUESTS = 429;
        private static final int UNAVAILABLE = 503;

        @Override
        public boolean isDelivered() {
            return status / 100 == 2;
        }

        @Override
        public String failure() {
            if (status / 100 == 3) {
                return "it answered " + status + (location.isEmpty() ? "" : " to " + location)
                        + ": redirects are not followed, change the URL of the endpoint";
            }
            return "it answered " + status;
        }

        @Override
        public long restNanos() {
            boolean asks = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
            return asks ? TimeUnit.SECONDS.toNanos(Math.min(retryAfterSeconds, REST_SECONDS_MAX)) : 0;
        }
    }

    /** There was no answer that could be understood; it may have arrived. */
    record Failed(String failure) implements AttemptOutcome {}

    /**
     * The connection, which had been used before, was closed when nothing of an answer had come: most likely because it had
     * idled too long. It is sent once more at once.
     */
    record Stale() implements AttemptOutcome {

        @Override
        public String failure() {
            return "it closed the connection without an answer";
        }
    }
}
