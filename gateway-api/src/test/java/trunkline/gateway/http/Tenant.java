package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import trunkline.gateway.HttpSender;
import trunkline.gateway.cli.Main;
import trunkline.gateway.http.ApiStyle.Credentials;

/** An account that has something of everything, each made when it is asked for. */
final class Tenant {

    /** What a value begins with that stands for something of the account. */
    static final String SOMETHING = "$";

    /** In all that is its own. */
    static final String MARK = "tell-tale";

    private final HttpSender http;
    private final Credentials who;

    Tenant(HttpSender http, Credentials who) {
        this.http = http;
        this.who = who;
    }

    Credentials who() {
        return who;
    }

    HttpSender http() {
        return http;
    }

    /** The fields, with what they stand for. */
    Map<String, Object> resolve(Map<String, Object> fields) throws Exception {
        Map<String, Object> resolved = new LinkedHashMap<>(fields);
        for (Map.Entry<String, Object> field : resolved.entrySet()) {
            if (field.getValue() instanceof String text && text.startsWith(SOMETHING)) {
                field.setValue(make(text));
            }
        }
        return resolved;
    }

    private String make(String what) throws Exception {
        String later = Instant.now().plus(Duration.ofDays(2)).toString();
        return switch (what) {
            case "$later" -> later;
            case "$sms" -> sms(",\"send_at\":\"" + later + "\"");
            case "$repeated" -> sms(",\"send_at\":\"" + later + "\",\"repeat\":3,\"repeat_interval\":60");
            case "$voice" ->
                http.accept(
                        "/messages/voice",
                        "{\"from\":\"+12125550100\",\"to\":\"+12125550123\",\"file\":\"" + file() + "\",\"send_at\":\""
                                + later + "\"}");
            case "$ladder" ->
                http.accept(
                        "/messages/ladder",
                        "{\"steps\":[{\"type\":\"sms\",\"from\":\"+12125550100\",\"to\":\"+12125550123\",\"message\":\""
                                + MARK + "\",\"send_at\":\"" + later + "\"}]}");
            case "$file" -> file();
            case "$template" ->
                made(http.send("PUT", "/templates/" + MARK, "{\"text\":\"" + MARK + "\"}"))
                        .get("name")
                        .asText();
            case "$webhook" ->
                made(http.send("POST", "/webhooks", "{\"url\":\"https://" + MARK + ".example/\"}"))
                        .get("id")
                        .asText();
            case "$number" -> optedOut();
            default -> throw new IllegalArgumentException(what);
        };
    }

    private String sms(String more) throws Exception {
        return http.accept(
                "/messages/sms",
                "{\"from\":\"+12125550100\",\"to\":\"+12125550123\",\"message\":\"" + MARK + "\"" + more + "}");
    }

    private String file() throws Exception {
        String name = MARK + ".mp3";
        if (http.send("GET", "/voice-files/" + name, "").statusCode() == 200) {
            return name; // to make one takes its time
        }
        try (InputStream demo = Main.class.getResourceAsStream("demo.mp3")) {
            made(http.send(
                    "PUT",
                    "/voice-files/" + name,
                    BodyPublishers.ofByteArray(demo.readAllBytes()),
                    "Bearer " + who.key()));
        }
        return name;
    }

    private String optedOut() throws Exception {
        String number = "+12125550177";
        http.send("POST", "/opt-outs", "{\"sender\":\"Shop\",\"number\":\"" + number + "\"}");
        return number;
    }

    private static JsonNode made(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return HttpSender.json(response);
    }

    /** All that it has, as a text. */
    String belongings() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String path : new String[] {
            "/messages?limit=20",
            "/voice-files",
            "/templates",
            "/webhooks",
            "/opt-outs",
            "/accounts",
            "/audit?limit=1000"
        }) {
            all.append(http.send("GET", path, "").body());
        }
        return all.toString();
    }
}
