package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request. Immutable. */
public final class Router {

    /** The route of a request, and what its path says. */
    record Match(Route route, Map<String, String> variables) {}

    private record Parsed(Route route, List<String> segments) {}

    private final List<Parsed> routes;

    public Router(List<Route> routes) {
        this.routes = routes.stream()
                .map(route -> new Parsed(route, segments(route.pattern())))
                .toList();
    }

    /** Method and pattern of each route. */
    public List<String> served() {
        return routes.stream()
                .map(parsed ->
                        parsed.route().method().name() + " " + parsed.route().pattern())
                .toList();
    }

    /** The route of this method and decoded path, or the problem that there is none. */
    Match find(HttpMethod method, String path) throws ProblemException {
        List<String> segments = segments(path);
        boolean isPathKnown = false;
        for (Parsed parsed : routes) {
            Map<String, String> variables = match(parsed.segments(), segments);
            if (variables == null) {
                continue;
            }
            if (parsed.route().method().equals(method)) {
                return new Match(parsed.route(), variables);
            }
            isPathKnown = true;
        }
        throw new ProblemException(isPathKnown ? wrongMethod(segments, method, path) : unknown(path));
    }

    private static Problem unknown(String path) {
        return Problem.notFound("there is nothing at " + path);
    }

    private Problem wrongMethod(List<String> segments, HttpMethod method, String path) {
        String allowed = routes.stream()
                .filter(parsed -> match(parsed.segments(), segments) != null)
                .map(parsed -> parsed.route().method().name())
                .collect(Collectors.joining(", "));
        return Problem.of(405, "Method not allowed", path + " takes " + allowed + ", not " + method.name())
                .with("Allow", allowed);
    }

    private static @Nullable Map<String, String> match(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return null;
        }
        Map<String, String> variables = Map.of();
        for (int i = 0; i < pattern.size(); i++) {
            String wanted = pattern.get(i);
            String found = segments.get(i);
            if (isVariable(wanted, found)) {
                variables = variables.isEmpty() ? new HashMap<>() : variables;
                variables.put(nameOf(wanted), found);
            } else if (!wanted.equals(found)) {
                return null;
            }
        }
        return variables;
    }

    private static boolean isVariable(String wanted, String found) {
        if (!wanted.startsWith("{") || found.isEmpty()) {
            return false;
        }
        int colon = wanted.indexOf(':');
        return colon < 0 || found.length() == Integer.parseInt(wanted.substring(colon + 1, wanted.length() - 1));
    }

    private static String nameOf(String wanted) {
        int colon = wanted.indexOf(':');
        return wanted.substring(1, colon < 0 ? wanted.length() - 1 : colon);
    }

    /** Without the leading slash; an empty last segment stands for a trailing one. */
    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
