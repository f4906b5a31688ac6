package trunkline.gateway.http.dialect.amivono;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;

/** The name in the path of a voice file, and what is said where there is nothing to say of it. */
final class VoiceFileNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String RULE =
            "must be 1 to 128 letters, digits, dots, dashes and underscores, and begin with a letter or digit";

    private VoiceFileNames() {}

    static String of(Request request) throws ProblemException {
        String name = request.variable("name");
        if (!NAME.matcher(name).matches()) {
            throw new ProblemException(Problem.fields(List.of(new Problem.FieldError("name", name, RULE))));
        }
        return name;
    }

    static Response notFound() {
        return Problem.notFound("there is no voice file of this name").toResponse();
    }

    /** The answer where the shelf has too much to read already; any other failure stays one. */
    static Response tooMany(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RejectedExecutionException) {
            return Problem.unavailable("too many voice files are being looked at")
                    .toResponse();
        }
        throw new CompletionException(cause);
    }
}
