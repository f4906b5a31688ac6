package trunkline.sip.dialog;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a call ended. All of these happen in normal operation, so none is an exception; each keeps the SIP status with
 * its phrase and Reason. Which status becomes which outcome is in {@link Refusals}.
 */
public sealed interface CallOutcome {

    /** The word for it, the same in states, metrics and logs. */
    enum Kind {
        COMPLETED,
        BUSY,
        DECLINED,
        NO_ANSWER,
        UNREACHABLE,
        REDIRECTED,
        FAILED,
        CANCELLED;

        /** {@code no-answer} for {@link #NO_ANSWER}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Who ended an answered call. */
    enum HungUpBy {
        US,
        THEM,
        /** Nobody: the peer had gone, and its session timer showed it (RFC 4028 §10). */
        LOST
    }

    /** What could not be reached; it decides whether another trunk or another time may help. */
    enum Missing {
        /** The trunk is ill or silent: another trunk may do, at once. */
        TRUNK,
        /** There is no such number: no trunk and no time will help. */
        NUMBER,
        /** The number is right, its phone is off or out of coverage: later may help. */
        CALLEE
    }

    SipStatus status();

    Kind kind();

    /** It was answered and is over. {@code status} is that of the answer, with the Reason of the BYE. */
    record Completed(HungUpBy by, Duration talk, SipStatus status) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.COMPLETED;
        }
    }

    /** The callee is on the phone. */
    record Busy(SipStatus status) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.BUSY;
        }
    }

    /** A person said no, and must not be called again at once. */
    record Declined(SipStatus status) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.DECLINED;
        }
    }

    /** It rang, and nobody answered. */
    record NoAnswer(SipStatus status) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.NO_ANSWER;
        }
    }

    /** It never rang. */
    record Unreachable(Missing missing, SipStatus status) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.UNREACHABLE;
        }
    }

    /** The trunk named other addresses (RFC 3261 §8.1.3.4), the most wanted first; none was called. */
    record Redirected(List<String> contacts, SipStatus status) implements CallOutcome {
        public Redirected {
            contacts = List.copyOf(contacts);
        }

        @Override
        public Kind kind() {
            return Kind.REDIRECTED;
        }
    }

    /** The trunk does not take this call from us: credentials, caller id, media, a message it cannot read. */
    record Failed(SipStatus status) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** The caller gave up before an answer. */
    record Cancelled(SipStatus status) implements CallOutcome {
        @Override
        public Kind kind() {
            return Kind.CANCELLED;
        }
    }
}
