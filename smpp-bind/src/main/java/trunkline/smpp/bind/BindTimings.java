package trunkline.smpp.bind;

import java.time.Duration;

/** How long a bind waits for what (SMPP 3.4 §7.2), and between attempts. */
public record BindTimings(Deadlines deadlines, KeepAlive keepAlive, Backoff backoff) {

    /** What most SMSCs are content with; a half-open link is found within 45 s. */
    public static final BindTimings DEFAULT = new BindTimings(Deadlines.DEFAULT, KeepAlive.DEFAULT, Backoff.DEFAULT);

    /**
     * After how long something is given up.
     *
     * @param connect the name look-up and the TCP connection
     * @param bindResponse from sending the bind to its response
     * @param submitResponse from sending a submit_sm to its outcome {@code Unanswered}; shorter than the SMSC's worst
     *     answer makes duplicates
     * @param stall a PDU of which only a part has come, and a socket that takes nothing of what waits
     * @param stop on {@link SmscBind#close}, for the responses still due; and as long again for the response to unbind
     */
    public record Deadlines(
            Duration connect, Duration bindResponse, Duration submitResponse, Duration stall, Duration stop) {

        public static final Deadlines DEFAULT = new Deadlines(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));

        public Deadlines {
            Checks.positive("connect", connect);
            Checks.positive("bindResponse", bindResponse);
            Checks.positive("submitResponse", submitResponse);
            Checks.positive("stall", stall);
            Checks.positive("stop", stop);
        }
    }

    /**
     * How silence is tested.
     *
     * @param idle silence after which enquire_link is sent
     * @param response further silence after which the link counts as dead
     */
    public record KeepAlive(Duration idle, Duration response) {

        public static final KeepAlive DEFAULT = new KeepAlive(Duration.ofSeconds(30), Duration.ofSeconds(10));

        public KeepAlive {
            Checks.positive("idle", idle);
            Checks.positive("response", response);
        }
    }

    /**
     * The pause before the next attempt: doubled for each failure in a row, then the upper half of it by lot, so that
     * the binds of a fleet do not all come back at once.
     *
     * @param first pause after the first failure
     * @param most upper bound of the pause; also the pause after a refusal fatal to the bind, at once
     * @param stable how long a bind has to last for its loss to count as the first failure again
     * @param refusals by a status fatal to the bind, in a row, after which it waits for an operator
     *     ({@link BindStatus.State#SUSPENDED}), 1 to 1,000; many an SMSC locks an account, or an address, after ten
     */
    public record Backoff(Duration first, Duration most, Duration stable, int refusals) {

        public static final Backoff DEFAULT =
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(5), 5);

        /** So many that the pause has reached its bound, whatever the first one was. */
        static final int MOST_FAILURES = 30;

        public Backoff {
            Checks.positive("first", first);
            Checks.positive("most", most);
            Checks.positive("stable", stable);
            Checks.inRange("refusals", refusals, 1, 1_000);
            if (first.compareTo(most) > 0) {
                throw new IllegalArgumentException("'first' is '%s': must be at most 'most'".formatted(first));
            }
        }

        /**
         * The pause after {@code failures} in a row.
         *
         * @param failures from 1
         * @param lot from 0 to below 1
         */
        long pauseNanos(int failures, double lot) {
            long full = first.toNanos();
            for (int failed = 1; failed < failures && full < most.toNanos(); failed++) {
                full *= 2;
            }
            full = Math.min(full, most.toNanos());
            long half = full / 2;
            return half + (long) (half * lot);
        }
    }
}
