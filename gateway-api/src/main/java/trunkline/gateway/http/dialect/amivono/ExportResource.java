package trunkline.gateway.http.dialect.amivono;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.AccountDirectory;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.ExportStore;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessageReport;

/** {@code GET /messages/export}: all messages of a filter in one answer. An account that administers the gateway gets those of all. */
public final class ExportResource {

    private static final String FORMAT = "format";
    private static final String ACCOUNT = "account";
    private static final Set<String> TIMES = Set.of("since", "until");

    private final ExportStore store;
    private final AccountDirectory directory;
    private final AuditStore audit;
    private final LongSupplier nanoClock;
    /** Accounts whose export is running: one each. */
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    public ExportResource(ExportStore store, AccountDirectory directory, AuditStore audit, LongSupplier nanoClock) {
        this.store = store;
        this.directory = directory;
        this.audit = audit;
        this.nanoClock = nanoClock;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/messages/export", guard.guarded(this::get)));
    }

    private CompletableFuture<Response> get(Account account, Request request) throws ProblemException {
        List<String> known = new ArrayList<>(MessagesResource.FILTERS);
        known.add(FORMAT);
        if (account.isOperator()) {
            known.add(ACCOUNT);
        }
        QueryParameters parameters = new QueryParameters(request, Set.copyOf(known));
        ExportFormat written = ExportFormat.of(
                parameters.oneOf(FORMAT, List.of(ExportFormat.CSV.label(), ExportFormat.JSONL.label())));
        MessageFilter filter = MessagesResource.filter(account.isOperator() ? null : account.id(), parameters);
        String name = parameters.first(ACCOUNT);
        if (!running.add(account.id())) {
            throw new ProblemException(Problem.of(
                    429, "Export running", "an account may have one export at a time, and yours is running"));
        }
        return directory
                .accounts()
                .thenCompose(all -> answer(account, filter, name, written, all, bounds(parameters)))
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        running.remove(account.id());
                    }
                });
    }

    /** What the trail says of the filters: times as they stand, of the others that they are there, for they name phones. */
    private static String bounds(QueryParameters parameters) {
        StringBuilder words = new StringBuilder();
        for (String name : new TreeSet<>(MessagesResource.FILTERS)) {
            String value = parameters.first(name);
            if (value != null) {
                words.append(", ").append(name).append(TIMES.contains(name) ? " " + value : "");
            }
        }
        return words.toString();
    }

    private CompletableFuture<Response> answer(
            Account account,
            MessageFilter filter,
            @Nullable String name,
            ExportFormat format,
            List<Account> all,
            String bounds) {
        Map<Long, String> names = all.stream().collect(Collectors.toMap(Account::id, Account::name));
        MessageFilter narrowed = filter;
        if (name != null) {
            Account named = all.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (named == null) {
                return CompletableFuture.failedFuture(
                        QueryParameters.wrong(ACCOUNT, name, "must be the name of an account"));
            }
            narrowed = filter.of(named.id());
        }
        Function<MessageReport, byte[]> line = report -> format.line(
                report, names.getOrDefault(report.message().request().account(), ""));
        MessageFilter asked = narrowed;
        String whose = name != null ? name : account.isOperator() ? "all accounts" : account.name();
        return audit.add(account.name(), "messages.exported", whose, format.label() + bounds)
                .thenCompose(noted -> store.open(asked))
                .thenApply(export -> stream(account, export, format, line));
    }

    private Response stream(
            Account account, ExportStore.Export export, ExportFormat format, Function<MessageReport, byte[]> line) {
        ExportStream stream =
                new ExportStream(export, format.head(), line, nanoClock, () -> running.remove(account.id()));
        return Response.stream(200, format.contentType(), stream)
                .with("Content-Disposition", "attachment; filename=\"messages." + format.label() + "\"")
                .with("Cache-Control", "no-store");
    }
}
