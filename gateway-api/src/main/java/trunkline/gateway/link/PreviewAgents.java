package trunkline.gateway.link;

import java.util.List;
import java.util.Locale;

/** Programs that fetch links without anybody having clicked, by their User-Agent. */
final class PreviewAgents {

    /** What only programs call themselves, wherever it stands. */
    private static final List<String> WORDS = List.of(
            "bot",
            "crawl",
            "spider",
            "preview",
            "headless",
            "scan",
            "monitor",
            "validator",
            "facebookexternalhit",
            "facebookcatalog",
            "meta-externalagent",
            "embedly",
            "vkshare",
            "pinterest/",
            "proofpoint",
            "barracuda",
            "ms-office",
            "microsoft office",
            "curl/",
            "wget/",
            "python",
            "java/",
            "java-http-client",
            "go-http-client",
            "libwww",
            "okhttp",
            "axios/",
            "node-fetch",
            "postman",
            "apache-httpclient");

    /** What such programs begin with; the browser inside an app begins with Mozilla. */
    private static final List<String> FRONTS = List.of("whatsapp", "viber", "line/", "snapchat", "signal", "telegram");

    /** A maker of phones. */
    private static final String NO_BOT = "cubot";

    private PreviewAgents() {}

    /** Whether {@code agent} is one of them; a browser always says what it is. */
    static boolean isOne(String agent) {
        String lower = agent.toLowerCase(Locale.ROOT).replace(NO_BOT, "");
        return lower.isBlank()
                || WORDS.stream().anyMatch(lower::contains)
                || FRONTS.stream().anyMatch(lower::startsWith);
    }
}
