package trunkline.gateway.http;

import java.util.List;
import trunkline.gateway.dispatch.IntakeOutcome;

/** What was wrong with an SMS that was not kept, by the names that an API has for its parts. */
public final class Refusals {

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
                        case RECIPIENT -> recipient;
                        case TEXT -> text;
                        case OCTETS, DELIVERY_TIME, FILE ->
                            throw new IllegalStateException(refused.what() + " was refused, which was not asked for");
                    };
            return Problem.fields(List.of(new Problem.FieldError(field, refused.value(), refused.rule())));
        }
        return Problem.unavailable(((IntakeOutcome.NotNow) outcome).reason());
    }
}
