package trunkline.gateway.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When a message is called again whose call came to nothing. Who declined is never called again.
 *
 * @param busy where the callee was on the phone
 * @param noAnswer where nobody answered, or the phone was off
 * @param trouble where the trunk was in trouble
 */
public record RedialRules(Rule busy, Rule noAnswer, Rule trouble) {

    /**
     * Of one kind of end.
     *
     * @param times calls after which there is another one; 0 for never
     * @param interval from the end of a call to the next
     */
    public record Rule(int times, Duration interval) {

        /** No other call. */
        public static final Rule NEVER = new Rule(0, Duration.ofMinutes(1));
    }

    /** No message is called twice. */
    public static final RedialRules NONE = new RedialRules(Rule.NEVER, Rule.NEVER, Rule.NEVER);

    /**
     * When it is called again, in microseconds since 1970; 0 for never.
     *
     * @param attempts calls so far
     * @param expiresAtMicros from when on it is not worth a call
     */
    long againAtMicros(CallEnd end, int attempts, long nowMicros, long expiresAtMicros) {
        Rule rule =
                switch (end.hope()) {
                    case NONE, REFUSED -> Rule.NEVER;
                    case BUSY -> busy;
                    case NO_ANSWER -> noAnswer;
                    case TROUBLE -> trouble;
                };
        Duration wait = rule.interval().compareTo(end.rest()) > 0 ? rule.interval() : end.rest();
        long at = nowMicros + TimeUnit.NANOSECONDS.toMicros(wait.toNanos());
        return attempts > rule.times() || at >= expiresAtMicros ? 0 : at;
    }
}
