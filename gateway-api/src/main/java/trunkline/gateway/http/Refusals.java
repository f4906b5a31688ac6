package trunkline.gateway.http;

import java.util.List;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.limit.Breach;

/** What was wrong with an SMS that was not kept, by the names that an API has for its parts. */
public final class Refusals {

    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private Refusals() {}

    /**
     * The problem of an outcome that is not {@link IntakeOutcome.Kept}.
     *
     * @param recipient the API's name for the number it was to go to
     * @param text its name for the text
     */
    public static Problem of(IntakeOutcome outcome, String recipient, String text) {
        if (outcome instanceof IntakeOutcome.Refused refused) {
            String field =
                    switch (refused.what()) {
                        case RECIPIENT, QUIET_HOURS, CALL_WINDOW -> recipient;
                        case TEXT -> text;
                        case OCTETS, DELIVERY_TIME, SEND_TIME, FILE, MENU ->
                            throw new IllegalStateException(refused.what() + " was refused, which was not asked for");
                    };
            return Problem.fields(List.of(new Problem.FieldError(field, refused.value(), refused.rule())));
        }
        if (outcome instanceof IntakeOutcome.Limited limited) {
            return of(limited.breach());
        }
        return Problem.unavailable(((IntakeOutcome.NotNow) outcome).reason());
    }

    /** The problem of a message that its account may not send. */
    public static Problem of(Breach breach) {
        Problem problem =
                switch (breach.limit()) {
                    case PAUSED -> Problem.of(FORBIDDEN, "Account paused", breach.detail());
                    case SENDER -> Problem.of(FORBIDDEN, "Sender not allowed", breach.detail());
                    case COUNTRY -> Problem.of(FORBIDDEN, "Country not allowed", breach.detail());
                    case RECIPIENT -> Problem.of(FORBIDDEN, "Recipient not allowed", breach.detail());
                    case PER_RECIPIENT -> Problem.of(TOO_MANY, "Too many messages to this number", breach.detail());
                    case PER_DAY -> Problem.of(TOO_MANY, "Daily limit reached", breach.detail());
                    case BALANCE -> Problem.of(PAYMENT_REQUIRED, "Balance used up", breach.detail());
                    case SPEND -> Problem.of(TOO_MANY, "Spend limit reached", breach.detail());
                };
        return breach.retryAfterSeconds() == 0
                ? problem
                : problem.with("Retry-After", Long.toString(breach.retryAfterSeconds()));
    }
}
