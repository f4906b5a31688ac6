package trunkline.gateway.http.dialect.voximplant;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.ServiceKeyStore;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Handler;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;

/** {@code /platform_api/METHOD}, and {@code /platform_api} with the method in the parameter {@code cmd}; GET and POST. */
public final class MethodResource {

    private static final List<String> PATHS =
            List.of("/platform_api", "/platform_api/", "/platform_api/{method}", "/platform_api/{method}/");

    private final ManagementManner manner;
    private final SendSmsMessage sendSmsMessage;
    private final A2pSendSms a2pSendSms;

    /**
     * The resource.
     *
     * @param keys the public keys of service accounts
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    public MethodResource(Intake intake, ServiceKeyStore keys, LongSupplier nowMicros) {
        this.manner = new ManagementManner(new BearerTokens(keys, nowMicros));
        this.sendSmsMessage = new SendSmsMessage(intake, manner);
        this.a2pSendSms = new A2pSendSms(intake, manner);
    }

    public List<Route> routes(Guard guard) {
        Handler handler = guard.guarded(manner, this::call);
        List<Route> routes = new ArrayList<>();
        for (String path : PATHS) {
            routes.add(new Route(HttpMethod.GET, path, Parameters.BODY, handler, manner::refuse));
            routes.add(new Route(HttpMethod.POST, path, Parameters.BODY, handler, manner::refuse));
        }
        return routes;
    }

    private CompletableFuture<Response> call(Account account, Request request) throws ProblemException {
        String method = request.target().variables().get("method");
        if (method == null) {
            method = request.parameters().required("cmd");
        }
        if (method.equals(SendSmsMessage.NAME)) {
            return sendSmsMessage.call(account, request);
        }
        if (method.equals(A2pSendSms.NAME)) {
            return a2pSendSms.call(account, request);
        }
        return CompletableFuture.completedFuture(ManagementManner.error(
                ErrorCode.UNKNOWN_METHOD,
                "there is no method '" + shown(method) + "' here: it must be " + SendSmsMessage.NAME + " or "
                        + A2pSendSms.NAME));
    }

    private static String shown(String method) {
        return method.length() <= 64 ? method : method.substring(0, 64) + "...";
    }
}
