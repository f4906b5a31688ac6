package trunkline.gateway.http.dialect.voximplant;

import static trunkline.gateway.account.ServiceRole.ACCOUNTANT;
import static trunkline.gateway.account.ServiceRole.ADMIN;
import static trunkline.gateway.account.ServiceRole.CALLS_SMS;
import static trunkline.gateway.account.ServiceRole.DEVELOPER;
import static trunkline.gateway.account.ServiceRole.OWNER;
import static trunkline.gateway.account.ServiceRole.SUPERVISOR;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.NumberSwitches;
import trunkline.gateway.account.Scope;
import trunkline.gateway.account.ServiceKeyStore;
import trunkline.gateway.account.ServiceRole;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Handler;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.HistoryStore;

/** {@code /platform_api/METHOD}, and {@code /platform_api} with the method in the parameter {@code cmd}; GET and POST. */
public final class MethodResource {

    private static final List<String> PATHS =
            List.of("/platform_api", "/platform_api/", "/platform_api/{method}", "/platform_api/{method}/");
    private static final int SHOWN_MAX = 64;

    /** Who may call what, as Voximplant documents it for each method. */
    private static final Set<ServiceRole> SENDERS = Set.of(OWNER, ADMIN, DEVELOPER, CALLS_SMS);

    private static final Set<ServiceRole> A2P_SENDERS = Set.of(CALLS_SMS);
    private static final Set<ServiceRole> READERS = Set.of(OWNER, ADMIN, DEVELOPER, SUPERVISOR, ACCOUNTANT, CALLS_SMS);
    private static final Set<ServiceRole> A2P_READERS = Set.of(OWNER, ADMIN, CALLS_SMS);
    private static final Set<ServiceRole> CONTROLLERS = Set.of(OWNER, ADMIN, DEVELOPER, ACCOUNTANT);

    private final ManagementManner manner;
    private final SendSmsMessage sendSmsMessage;
    private final A2pSendSms a2pSendSms;
    private final GetSmsHistory getSmsHistory;
    private final A2pGetSmsHistory a2pGetSmsHistory;
    private final ControlSms controlSms;

    /**
     * The resource.
     *
     * @param keys the public keys of service accounts
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    public MethodResource(
            Intake intake,
            HistoryStore histories,
            NumberSwitches switches,
            ServiceKeyStore keys,
            LongSupplier nowMicros) {
        this.manner = new ManagementManner(new BearerTokens(keys, nowMicros));
        this.sendSmsMessage = new SendSmsMessage(intake, switches, manner);
        this.a2pSendSms = new A2pSendSms(intake, switches, manner);
        this.getSmsHistory = new GetSmsHistory(histories, intake::cost);
        this.a2pGetSmsHistory = new A2pGetSmsHistory(histories, intake::cost);
        this.controlSms = new ControlSms(switches);
    }

    public List<Route> routes(Guard guard) {
        Map<String, Handler> methods = new TreeMap<>();
        methods.put(SendSmsMessage.NAME, guard.guarded(manner, Scope.SEND, of(SENDERS, sendSmsMessage::call)));
        methods.put(A2pSendSms.NAME, guard.guarded(manner, Scope.SEND, of(A2P_SENDERS, a2pSendSms::call)));
        methods.put(GetSmsHistory.NAME, guard.guarded(manner, Scope.READ, of(READERS, getSmsHistory::call)));
        methods.put(A2pGetSmsHistory.NAME, guard.guarded(manner, Scope.READ, of(A2P_READERS, a2pGetSmsHistory::call)));
        methods.put(ControlSms.NAME, guard.guarded(manner, Scope.ADMIN, of(CONTROLLERS, controlSms::call)));
        Handler unknown = guard.guarded(manner, (account, request) -> unknown(request, methods));
        Handler handler = request -> {
            try {
                String method = method(request);
                return (method == null ? unknown : methods.getOrDefault(method, unknown)).handle(request);
            } catch (ProblemException e) {
                return CompletableFuture.completedFuture(manner.refuse(e.problem()));
            }
        };
        List<Route> routes = new ArrayList<>();
        for (String path : PATHS) {
            routes.add(new Route(HttpMethod.GET, path, Parameters.BODY, handler, manner::refuse));
            routes.add(new Route(HttpMethod.POST, path, Parameters.BODY, handler, manner::refuse));
        }
        return routes;
    }

    /** Lets those pass who have one of the roles, or a key that has none and is bound by its scopes alone. */
    private static Guard.AccountHandler of(Set<ServiceRole> roles, Guard.AccountHandler handler) {
        return (account, request) -> account.roles().isEmpty() || !Collections.disjoint(account.roles(), roles)
                ? handler.handle(account, request)
                : CompletableFuture.completedFuture(ManagementManner.error(
                        ErrorCode.NOT_ALLOWED,
                        "this needs a key pair with one of the roles " + ServiceRole.write(roles, ", ")
                                + "; this one has " + ServiceRole.write(account.roles(), ", ")));
    }

    private static @Nullable String method(Request request) throws ProblemException {
        String inPath = request.target().variables().get("method");
        return inPath == null ? request.parameters().optional("cmd") : inPath;
    }

    private static CompletableFuture<Response> unknown(Request request, Map<String, Handler> methods)
            throws ProblemException {
        String method = method(request);
        if (method == null) {
            throw Parameters.wrong("cmd", null, "is required");
        }
        String shown = method.length() <= SHOWN_MAX ? method : method.substring(0, SHOWN_MAX) + "...";
        return CompletableFuture.completedFuture(ManagementManner.error(
                ErrorCode.UNKNOWN_METHOD,
                "there is no method '" + shown + "' here: it must be one of " + String.join(", ", methods.keySet())));
    }
}
