package trunkline.sip.trunk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The upkeep of one registration (RFC 3261 §10.2). It is never given up: after each failure it rests longer, up to a
 * limit, and asks again.
 *
 * <pre>
 *              due: SEND                      200
 *   Resting -------------> Asking ------------------------> Registered
 *    ^   ^                  |  ^  423: SEND, longer           |   |
 *    |   |    refused,      |  +----+                         |   |
 *    |   +--- no answer ----+  +--- short before it expires --+   |
 *    +----------------------------- its connection is lost -------+
 * </pre>
 *
 * <p>A binding that could not be refreshed stays valid until it expires. Times are {@code System.nanoTime} readings.
 */
public sealed interface RegistrationState {

    /** What the owner has to do. */
    enum Command {
        NONE,
        /** Send REGISTER, for {@link #askedSeconds()}. */
        SEND
    }

    /** The next state, and what to do now. */
    record Step(RegistrationState next, Command command) {}

    /** When {@link #onTick} has something to do. */
    long dueNanos();

    Step onTick(long nowNanos);

    /** 200, for so long. */
    default Step onAccepted(long seconds, long nowNanos) {
        return unchanged();
    }

    /** 423: the registrar wants at least so long (RFC 3261 §10.2.8). */
    default Step onTooBrief(long minimumSeconds, Rest rest, long nowNanos) {
        return unchanged();
    }

    /** Any other answer, or none. */
    default Step onRefused(Rest rest, long nowNanos) {
        return unchanged();
    }

    /** The connection that the registration was made over is gone, and with it the way to us. */
    default Step onConnectionLost(long nowNanos) {
        return unchanged();
    }

    /** What is known of the binding. */
    Binding binding();

    /** What Expires says. */
    default long askedSeconds() {
        return binding().askedSeconds();
    }

    default boolean isRegistered(long nowNanos) {
        return binding().isValid(nowNanos);
    }

    private Step unchanged() {
        return new Step(this, Command.NONE);
    }

    /** Before the first REGISTER, which is due at once. */
    static RegistrationState start(RegistrationSettings settings, long nowNanos) {
        return new Resting(new Binding(settings, settings.expires().toSeconds(), false, nowNanos), 0, nowNanos);
    }

    /**
     * How long to rest after a failure.
     *
     * @param retryAfter what the registrar asked for (RFC 3261 §20.33); null for nothing
     * @param hopeless whether asking again soon will only get us banned: our credentials were refused
     * @param jitter 0 to 1, so that many who lost the same registrar do not come back at once
     */
    record Rest(@Nullable Duration retryAfter, boolean hopeless, double jitter) {

        long nanos(RegistrationSettings settings, int failures) {
            long max = settings.retryMax().toNanos();
            long doubled = settings.retryFirst().toNanos() << Math.min(failures - 1, 20);
            long nanos = hopeless || doubled < 0 ? max : Math.min(max, doubled);
            long spread = (long) (nanos * (0.75 + 0.25 * jitter));
            return retryAfter == null ? spread : Math.max(spread, retryAfter.toNanos());
        }
    }

    /**
     * The binding at the registrar.
     *
     * @param askedSeconds what we ask for: the setting, or more where the registrar wants it
     * @param made whether there was one
     * @param untilNanos when it expires
     */
    record Binding(RegistrationSettings settings, long askedSeconds, boolean made, long untilNanos) {

        /** A day: a registrar that wants more wants something else. */
        static final long LONGEST_SECONDS = 86_400;

        boolean isValid(long nowNanos) {
            return made && nowNanos - untilNanos < 0;
        }

        Binding asking(long seconds) {
            return new Binding(settings, seconds, made, untilNanos);
        }

        Binding until(long nanos) {
            return new Binding(settings, askedSeconds, true, nanos);
        }
    }

    /** Waits to ask. */
    record Resting(Binding binding, int failures, long dueNanos) implements RegistrationState {

        @Override
        public Step onTick(long nowNanos) {
            return nowNanos - dueNanos < 0
                    ? new Step(this, Command.NONE)
                    : new Step(new Asking(binding, failures), Command.SEND);
        }
    }

    /** REGISTER is on its way; its transaction ends it in time. */
    record Asking(Binding binding, int failures) implements RegistrationState {

        /** The refresh comes so long before the end, or at half of it: time for some tries more. */
        private static final Duration EARLY = Duration.ofSeconds(60);

        @Override
        public long dueNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public Step onTick(long nowNanos) {
            return new Step(this, Command.NONE);
        }

        @Override
        public Step onAccepted(long seconds, long nowNanos) {
            long nanos = Duration.ofSeconds(Math.max(1, Math.min(seconds, Binding.LONGEST_SECONDS)))
                    .toNanos();
            long refresh = Math.max(nanos / 2, nanos - EARLY.toNanos());
            return new Step(
                    new Registered(binding.until(nowNanos + nanos), nowNanos, nowNanos + refresh), Command.NONE);
        }

        @Override
        public Step onTooBrief(long minimumSeconds, Rest rest, long nowNanos) {
            boolean honest = minimumSeconds > binding.askedSeconds() && minimumSeconds <= Binding.LONGEST_SECONDS;
            return honest
                    ? new Step(new Asking(binding.asking(minimumSeconds), failures), Command.SEND)
                    : onRefused(rest, nowNanos);
        }

        @Override
        public Step onRefused(Rest rest, long nowNanos) {
            int more = failures + 1;
            return new Step(new Resting(binding, more, nowNanos + rest.nanos(binding.settings(), more)), Command.NONE);
        }
    }

    /**
     * The registrar knows where we are.
     *
     * @param sinceNanos when it said so
     */
    record Registered(Binding binding, long sinceNanos, long dueNanos) implements RegistrationState {

        /** A registrar that closes each connection this many first rests after its answer does so by habit. */
        private static final int HABIT = 10;

        @Override
        public Step onTick(long nowNanos) {
            return nowNanos - dueNanos < 0
                    ? new Step(this, Command.NONE)
                    : new Step(new Asking(binding, 0), Command.SEND);
        }

        @Override
        public Step onConnectionLost(long nowNanos) {
            long first = binding.settings().retryFirst().toNanos();
            return nowNanos - sinceNanos < HABIT * first
                    ? new Step(this, Command.NONE)
                    : new Step(new Resting(binding, 0, nowNanos + first), Command.NONE);
        }
    }
}
