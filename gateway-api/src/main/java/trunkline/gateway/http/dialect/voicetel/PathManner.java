package trunkline.gateway.http.dialect.voicetel;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.http.Manner;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;

/** {@code /dlr/} and {@code /mdr-sms/}: the key is the last part of the path; answers are as those of {@link SmsManner}. */
enum PathManner implements Manner {
    INSTANCE;

    static final String API_KEY = "api_key";

    private static final int UNAUTHORIZED = 401;

    @Override
    public CompletableFuture<Optional<Account>> whoAsks(Request request, Authenticator authenticator) {
        return authenticator.byKey(request.variable(API_KEY));
    }

    @Override
    public Response unauthorized() {
        return SmsManner.answer(UNAUTHORIZED, "Error", "the last part of the path is not the key of an account");
    }

    @Override
    public Response refuse(Problem problem) {
        return SmsManner.INSTANCE.refuse(problem);
    }
}
