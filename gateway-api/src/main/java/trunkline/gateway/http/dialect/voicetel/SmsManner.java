package trunkline.gateway.http.dialect.voicetel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Manner;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;

/** {@code /v2/sms/}: the key is the parameter {@code apikey}; every answer has {@code status} and {@code Message}. */
enum SmsManner implements Manner {
    INSTANCE;

    static final String API_KEY = "apikey";

    private static final int UNAUTHORIZED = 401;

    @Override
    public CompletableFuture<Optional<Account>> whoAsks(Request request, Authenticator authenticator)
            throws ProblemException {
        return authenticator.byKey(request.parameters().required(API_KEY));
    }

    @Override
    public Response unauthorized() {
        return answer(UNAUTHORIZED, "Error", "'" + API_KEY + "' is not the key of an account");
    }

    @Override
    public Response refuse(Problem problem) {
        boolean keyIsMissing =
                problem.fields().stream().anyMatch(field -> field.field().equals(API_KEY) && field.value() == null);
        Response response = answer(keyIsMissing ? UNAUTHORIZED : problem.status(), "Error", problem.sentence());
        for (Map.Entry<String, String> header : problem.headers()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    static Response answer(int httpStatus, String status, String message) {
        ObjectNode body = Json.object();
        body.put("status", status);
        body.put("Message", message);
        return Response.json(httpStatus, body);
    }
}
