package trunkline.gateway.http.dialect.amivono;

import trunkline.gateway.dispatch.Cancelling;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Response;

/** What the API says to the wish that a message be not sent. */
final class CancelAnswers {

    private static final int CONFLICT = 409;

    private CancelAnswers() {}

    static Response of(Cancelling.Outcome outcome) {
        if (outcome instanceof Cancelling.Outcome.Cancelled) {
            return Response.empty(204);
        }
        if (outcome instanceof Cancelling.Outcome.TooLate late) {
            return Problem.of(
                            CONFLICT,
                            "Too late",
                            "the message is '" + late.state().label() + "' and was not cancelled: " + late.why())
                    .toResponse();
        }
        return notFound();
    }

    static Response notFound() {
        return Problem.notFound("there is no message of this id").toResponse();
    }
}
