package trunkline.sip.trunk;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a trunk expects of the messages that it gets.
 *
 * @param progress whether INVITEs offer 100rel, so that the trunk may ask for PRACK, or demand it (RFC 3262 §4)
 * @param timer session timers
 * @param redirects whether the addresses of a 3xx are called (RFC 3261 §8.1.3.4)
 * @param largeByTcp whether a request that may not fit into one packet goes over TCP, and over UDP where TCP fails (§18.1.1)
 * @param reuse whether requests in a dialog keep to the connection of the INVITE as long as it is open
 * @param routed whether the proxy is named in a Route header (§8.1.2)
 * @param headers added to INVITEs
 */
public record TrunkManners(
        Progress progress,
        SessionTimerSettings timer,
        boolean redirects,
        boolean largeByTcp,
        boolean reuse,
        boolean routed,
        Map<String, String> headers) {

    /** What INVITEs say of reliable provisional responses. */
    public enum Progress {
        UNRELIABLE,
        SUPPORTED,
        REQUIRED
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");

    /** Headers that are ours to make: another value would break the call. */
    private static final List<String> OURS = List.of(
            "via",
            "from",
            "to",
            "call-id",
            "cseq",
            "contact",
            "route",
            "record-route",
            "max-forwards",
            "content-type",
            "content-length",
            "authorization",
            "proxy-authorization",
            "require",
            "supported",
            "allow",
            "v",
            "f",
            "t",
            "i",
            "m",
            "c",
            "l",
            "k");

    /** As RFC 3261 has it; 100rel supported, session timers asked for. */
    public static final TrunkManners DEFAULT =
            new TrunkManners(Progress.SUPPORTED, SessionTimerSettings.DEFAULT, true, true, true, false, Map.of());

    public TrunkManners {
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            SettingCheck.that(NAME.matcher(name).matches(), "headers", name, "must be the name of a header");
            SettingCheck.that(
                    !OURS.contains(name.toLowerCase(java.util.Locale.ROOT)), "headers", name, "is made by us");
            SettingCheck.that(
                    value.chars().noneMatch(Character::isISOControl), name, "...", "must not have control characters");
        });
    }

    public TrunkManners withProgress(Progress newProgress) {
        return new TrunkManners(newProgress, timer, redirects, largeByTcp, reuse, routed, headers);
    }

    public TrunkManners withTimer(SessionTimerSettings newTimer) {
        return new TrunkManners(progress, newTimer, redirects, largeByTcp, reuse, routed, headers);
    }

    public TrunkManners withRedirects(boolean followed) {
        return new TrunkManners(progress, timer, followed, largeByTcp, reuse, routed, headers);
    }

    public TrunkManners withLargeByTcp(boolean byTcp) {
        return new TrunkManners(progress, timer, redirects, byTcp, reuse, routed, headers);
    }

    public TrunkManners withReuse(boolean reused) {
        return new TrunkManners(progress, timer, redirects, largeByTcp, reused, routed, headers);
    }

    public TrunkManners withRouted(boolean named) {
        return new TrunkManners(progress, timer, redirects, largeByTcp, reuse, named, headers);
    }

    public TrunkManners withHeaders(Map<String, String> newHeaders) {
        return new TrunkManners(progress, timer, redirects, largeByTcp, reuse, routed, newHeaders);
    }
}
