package trunkline.gateway.config;

import java.net.InetSocketAddress;
import java.util.List;
import trunkline.gateway.account.RateLimit;

/**
 * The section {@code http}.
 *
 * @param listen where the API listens, unresolved
 * @param publicUrl how clients reach it, without a slash at the end: the front of every {@code Location}
 * @param rateLimit requests of one account
 * @param failedLogins wrong credentials from one address, or for one account
 * @param proxies networks whose word is taken on where a request comes from
 */
public record HttpConfig(
        InetSocketAddress listen,
        String publicUrl,
        RateLimit rateLimit,
        RateLimit failedLogins,
        List<Network> proxies) {

    private static final String PUBLIC_URL = "http://127.0.0.1:8080";
    private static final int REQUESTS_PER_SECOND = 5_000;
    private static final int FAILED_LOGINS_PER_MINUTE = 60;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    static HttpConfig read(Section section) {
        HttpConfig config = new HttpConfig(
                section.read(
                        "listen",
                        "must be HOST:PORT",
                        Section.Fallback.ofDefault(InetSocketAddress.createUnresolved("127.0.0.1", 8_080)),
                        Values::address),
                section.read(
                        "public-url",
                        "must begin with http:// or https:// and not end with /",
                        Section.Fallback.ofDefault(PUBLIC_URL),
                        text -> text.matches("https?://.*[^/]") ? text : null),
                section.read(
                        "rate-limit",
                        "must be whole requests a second, minute or hour, such as 5000/s",
                        Section.Fallback.ofDefault(new RateLimit(REQUESTS_PER_SECOND, SECOND_NANOS)),
                        Values::rateLimit),
                section.read(
                        "failed-logins",
                        "must be whole requests a second, minute or hour, such as 60/m",
                        Section.Fallback.ofDefault(new RateLimit(FAILED_LOGINS_PER_MINUTE, MINUTE_NANOS)),
                        Values::rateLimit),
                Network.list(section, "proxies"));
        section.end();
        return config;
    }
}
