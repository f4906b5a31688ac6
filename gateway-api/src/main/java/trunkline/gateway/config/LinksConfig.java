package trunkline.gateway.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The section {@code links}.
 *
 * @param base what stands before the token of a link, with a slash at the end; "" for {@code http.public-url} and a slash
 * @param early for how long after an SMS has left a fetch of its link is no person's
 */
public record LinksConfig(String base, Duration early) {

    private static final int BASE_MAX = 100;
    private static final Pattern BASE = Pattern.compile("https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)*/");
    private static final Duration EARLY = Duration.ofSeconds(3);

    static LinksConfig read(Section section) {
        String base = section.text("base", "");
        if (!base.isEmpty() && (base.length() > BASE_MAX || !BASE.matcher(base).matches())) {
            section.wrong(
                    "base",
                    "must begin with http:// or https://, end with /, and have at most " + BASE_MAX + " characters");
        }
        LinksConfig config = new LinksConfig(base, section.duration("early", EARLY));
        section.end();
        return config;
    }

    /** What stands before the token, by the public address of the API where nothing else was said. */
    public String baseOf(HttpConfig http) {
        return base.isEmpty() ? http.publicUrl() + "/" : base;
    }
}
