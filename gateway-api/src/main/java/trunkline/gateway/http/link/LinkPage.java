package trunkline.gateway.http.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import trunkline.gateway.http.Response;

/** The pages behind a link. None is kept by anybody, shown by a search engine, or runs a script but its own. */
final class LinkPage {

    private static final String HTML = "text/html; charset=utf-8";

    /** Confirms as soon as somebody sees the page, once. */
    private static final String SCRIPT =
            """
            (function () {
              var done = false;
              function confirm() {
                if (done || document.visibilityState !== "visible" || document.prerendering) return;
                done = true;
                fetch(location.href, {
                  method: "POST",
                  headers: {"Content-Type": "application/x-www-form-urlencoded"},
                  body: "by=script"
                }).then(function (answer) {
                  return answer.ok ? answer.json() : null;
                }).then(function (told) {
                  if (told && told.target) location.replace(told.target);
                  else if (told) document.querySelector("main").textContent = "Thank you.";
                }).catch(function () {});
              }
              document.addEventListener("visibilitychange", confirm);
              document.addEventListener("prerenderingchange", confirm);
              confirm();
            })();
            """;

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow"><title>%s</title></head>
            <body><main>%s</main>%s</body>
            </html>
            """;
    private static final String BUTTON = "<form method=\"post\"><input type=\"hidden\" name=\"by\" value=\"button\">"
            + "<button>Confirm</button></form>";

    private static final String ASKING = FRAME.formatted("Confirm", BUTTON, "<script>" + SCRIPT + "</script>");
    private static final String THANKING = FRAME.formatted("Thank you", "Thank you.", "");
    private static final String POLICY = "default-src 'none'; connect-src 'self'; script-src 'sha256-" + hash(SCRIPT)
            + "'; base-uri 'none'; frame-ancestors 'none'";

    private LinkPage() {}

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Asks for a confirmation. */
    static Response asking() {
        return unlisted(Response.text(200, HTML, ASKING)).with("Content-Security-Policy", POLICY);
    }

    static Response thanking() {
        return unlisted(Response.text(200, HTML, THANKING)).with("Content-Security-Policy", POLICY);
    }

    /** With headers that keep it out of caches and search engines. */
    static Response unlisted(Response response) {
        return response.with("X-Robots-Tag", "noindex, nofollow")
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }
}
