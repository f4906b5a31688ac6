package trunkline.gateway.http.dialect.voicetel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.http.AuthorizationHeader;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Manner;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Problem.FieldError;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;

/** {@code /v2.2/}: the key is a bearer token; an answer is {@code {status, data}} or {@code {status, error}}. */
enum MessageManner implements Manner {
    INSTANCE;

    private static final int UNAUTHORIZED = 401;

    @Override
    public CompletableFuture<Optional<Account>> whoAsks(Request request, Authenticator authenticator) {
        return AuthorizationHeader.bearer(request, authenticator);
    }

    @Override
    public Response unauthorized() {
        return error(UNAUTHORIZED, "Bearer token is missing or not the key of an account")
                .with("WWW-Authenticate", "Bearer");
    }

    @Override
    public Response refuse(Problem problem) {
        Response response = error(problem.status(), message(problem));
        for (Map.Entry<String, String> header : problem.headers()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private static String message(Problem problem) {
        if (!problem.fields().isEmpty()) {
            FieldError first = problem.fields().get(0);
            if (first.value() == null && first.rule().equals("is required")) {
                return "Field Required: " + first.field();
            }
        }
        return problem.sentence();
    }

    static Response error(int status, String message) {
        ObjectNode body = Json.object();
        body.put("status", "error");
        body.putObject("error").put("code", status).put("message", message);
        return Response.json(status, body);
    }
}
