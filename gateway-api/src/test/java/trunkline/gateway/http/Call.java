package trunkline.gateway.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trunkline.gateway.account.Scope;

/**
 * A call of one of the APIs, and what may be wrong with it.
 *
 * @param style of its API
 * @param pattern its path; what stands in braces is filled with the field of that name
 * @param scope that a key needs for it
 * @param isOperators whether only accounts may ask that administer the gateway
 * @param good fields with which it works; a value such as {@code $sms} stands for something of the account, see {@link Tenant}
 * @param bad one field each, and a value that it must not have; null for none at all
 */
record Call(
        ApiStyle style,
        String method,
        String pattern,
        Scope scope,
        boolean isOperators,
        Map<String, Object> good,
        List<Map<String, Object>> bad) {

    /** A value that stands for a field which is not there. */
    static final Object MISSING = new Object();

    static Call of(ApiStyle style, Scope scope, String method, String pattern) {
        return new Call(style, method, pattern, scope, false, Map.of(), List.of());
    }

    /** One of the native API that only an operator may ask. */
    static Call operators(String method, String pattern) {
        return new Call(ApiStyle.NATIVE, method, pattern, Scope.ADMIN, true, Map.of(), List.of());
    }

    /** With a field that may be left out. */
    Call taking(String name, Object value, Object... bad) {
        Map<String, Object> all = new LinkedHashMap<>(good);
        all.put(name, value);
        List<Map<String, Object>> worse = new ArrayList<>(this.bad);
        for (Object one : bad) {
            worse.add(Map.of(name, one));
        }
        return new Call(style, method, pattern, scope, isOperators, all, worse);
    }

    /** With a field that must be there. */
    Call needing(String name, Object value, Object... bad) {
        List<Object> all = new ArrayList<>(List.of(bad));
        all.add(MISSING);
        return taking(name, value, all.toArray());
    }

    /** The fields of a request that is right but for these. */
    Map<String, Object> but(Map<String, Object> wrong) {
        Map<String, Object> all = new LinkedHashMap<>(good);
        all.putAll(wrong);
        all.values().removeIf(value -> value == MISSING);
        return all;
    }

    /** Whether it asks for one thing, which an account has or has not. */
    boolean isOfOneThing() {
        return good.values().stream()
                .anyMatch(value -> value instanceof String text && text.startsWith(Tenant.SOMETHING));
    }

    /** Whether its answer has no end. */
    boolean isStream() {
        return pattern.equals("/events");
    }

    /** Method and pattern as the gateway lists them. */
    String served() {
        return method + " "
                + (pattern.startsWith("/platform_api/")
                        ? "/platform_api/{method}"
                        : pattern.replaceFirst("(?<=.)/$", ""));
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
