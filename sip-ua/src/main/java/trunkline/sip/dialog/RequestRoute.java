package trunkline.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request in a dialog goes (RFC 3261 §12.2.1.1).
 *
 * @param requestUri its Request-URI
 * @param routes its Route header values, in order
 * @param nextHop the URI of who gets it first
 */
public record RequestRoute(String requestUri, List<String> routes, String nextHop) {

    private static final Pattern IN_BRACKETS = Pattern.compile("<([^>]*)>");
    private static final Pattern LOOSE = Pattern.compile(";\\s*lr(?:[=;]|$)", Pattern.CASE_INSENSITIVE);
    /** What a Request-URI may not have (RFC 3261 §19.1.1, table 1). */
    private static final Pattern NOT_IN_REQUEST_URI =
            Pattern.compile(";\\s*method=[^;?]*|\\?.*", Pattern.CASE_INSENSITIVE);

    public RequestRoute {
        routes = List.copyOf(routes);
    }

    /** To the target, along the route set; a first route without {@code lr} is a strict router and takes the target's place. */
    public static RequestRoute of(String remoteTarget, List<String> routeSet) {
        if (routeSet.isEmpty()) {
            return new RequestRoute(remoteTarget, List.of(), remoteTarget);
        }
        String first = uri(routeSet.get(0));
        if (LOOSE.matcher(first).find()) {
            return new RequestRoute(remoteTarget, routeSet, first);
        }
        List<String> routes = new ArrayList<>(routeSet.subList(1, routeSet.size()));
        routes.add("<" + remoteTarget + ">");
        String cleaned = NOT_IN_REQUEST_URI.matcher(first).replaceAll("");
        return new RequestRoute(cleaned, routes, cleaned);
    }

    private static String uri(String nameAddress) {
        Matcher bracketed = IN_BRACKETS.matcher(nameAddress);
        return bracketed.find() ? bracketed.group(1) : nameAddress.strip();
    }
}
