package trunkline.gateway.http;

import static trunkline.gateway.account.Scope.ADMIN;
import static trunkline.gateway.account.Scope.READ;
import static trunkline.gateway.account.Scope.SEND;
import static trunkline.gateway.http.ApiStyle.NATIVE;
import static trunkline.gateway.http.ApiStyle.VOICETEL_22;
import static trunkline.gateway.http.ApiStyle.VOICETEL_PATH;
import static trunkline.gateway.http.ApiStyle.VOIP_COMMUNICATIONS;
import static trunkline.gateway.http.ApiStyle.VOXIMPLANT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import trunkline.gateway.account.Scope;

/** Every call of every API but those that make an SMS. */
final class OtherCalls {

    private static final String LONG = "9".repeat(5_000);
    private static final Object[] NO_COUNT = {0, -1, "x", "1e3", "99999999999999999999", "٣", LONG};
    private static final Object[] NO_TIME = {"x", "2026-13-01T00:00:00Z", "2026-12-01", "-1", LONG, "\u0000"};
    private static final Object[] NO_NUMBER = {"555", "x", "+", "+1212555012\u0000", "😀", LONG};
    private static final Object[] NO_TEN_DIGITS = {"555", "x", "+12125550100", "1125550100", "٢١٢٥٥٥٠١٢٣", LONG};
    private static final Object[] NO_SECONDS = {"x", -1, "1e9", "99999999999999999999", LONG};
    private static final Object[] NO_POSITION = {"x", "1.5", "99999999999999999999", LONG};

    private static final Map<String, Object> STEP =
            Map.of("type", "sms", "from", "+12125550100", "to", "+12125550123", "message", "x");

    private OtherCalls() {}

    static List<Call> all() {
        List<Call> all = new ArrayList<>();
        all.addAll(messages());
        all.addAll(voice());
        all.addAll(events());
        all.addAll(operators());
        all.addAll(voicetel());
        all.addAll(voipCommunications());
        all.addAll(voximplant());
        return all;
    }

    private static Call ours(Scope scope, String method, String pattern) {
        return Call.of(NATIVE, scope, method, pattern);
    }

    private static List<Call> messages() {
        return List.of(
                ours(READ, "GET", "/messages")
                        .taking("type", "sms", "fax", "SMS", LONG)
                        .taking("status", "scheduled", "gone", LONG)
                        .taking("since", "2026-01-01T00:00:00Z", NO_TIME)
                        .taking("until", "2099-01-01T00:00:00Z", NO_TIME)
                        .taking("text", "x", "", LONG)
                        .taking("limit", 10, NO_COUNT)
                        .taking("before", Long.MAX_VALUE, NO_POSITION),
                ours(READ, "GET", "/messages/export")
                        .taking("format", "jsonl", "xml", "", LONG)
                        .taking("type", "sms", "fax", "SMS", LONG)
                        .taking("status", "scheduled", "gone", LONG)
                        .taking("since", "2026-01-01T00:00:00Z", NO_TIME)
                        .taking("until", "2099-01-01T00:00:00Z", NO_TIME)
                        .taking("text", "x", "", LONG),
                ours(READ, "GET", "/messages/sms/{id}").needing("id", "$sms", LONG, "😀", "../x"),
                ours(READ, "GET", "/messages/sms/{id}/timeline").needing("id", "$sms", LONG, "😀", "../x"),
                ours(READ, "GET", "/messages/sms/{id}/hits").needing("id", "$repeated", LONG, "😀", "../x"),
                ours(SEND, "PATCH", "/messages/sms/{id}")
                        .needing("id", "$sms", LONG, "x")
                        .taking("send_at", "$later", "x", 7, "1969-12-31T00:00:00Z", "2020-01-01T00:00:00Z", List.of())
                        .taking("message", "y", 7, "x".repeat(20_000), List.of("x")),
                ours(SEND, "DELETE", "/messages/sms/{id}").needing("id", "$sms", LONG, "x"),
                ours(SEND, "POST", "/messages/sms/{id}/query").needing("id", "$sms", LONG, "x"),
                ours(SEND, "POST", "/messages/sms/{id}/replace")
                        .needing("id", "$sms", LONG, "x")
                        .needing("message", "y", 7, List.of("x"), "x".repeat(20_000)),
                ours(SEND, "POST", "/messages/batch").needing("messages", List.of(List.of()), List.of(), "x", 7),
                ours(SEND, "POST", "/messages/ladder")
                        .needing("steps", List.of(STEP), List.of(), "x", 7, List.of(7), List.of(Map.of("type", "fax")))
                        .taking("reference", "x", "", 7, LONG),
                ours(READ, "GET", "/messages/ladder/{id}").needing("id", "$ladder", LONG, "😀", "../x"),
                ours(READ, "GET", "/messages/ladder/{id}/timeline").needing("id", "$ladder", LONG, "😀", "../x"),
                ours(SEND, "DELETE", "/messages/ladder/{id}").needing("id", "$ladder", LONG, "x"),
                ours(READ, "GET", "/messages/inbound")
                        .taking("complete", "true", "yes", LONG)
                        .taking("since", "2026-01-01T00:00:00Z", NO_TIME)
                        .taking("until", "2099-01-01T00:00:00Z", NO_TIME)
                        .taking("limit", 10, NO_COUNT)
                        .taking("before", Long.MAX_VALUE, NO_POSITION),
                ours(READ, "GET", "/messages/inbound/{id}").needing("id", "x", "x", LONG, "😀"),
                ours(READ, "GET", "/conversations/{number}")
                        .taking("number", "+12125550123")
                        .taking("limit", 10, NO_COUNT)
                        .taking("before", Long.MAX_VALUE, NO_POSITION),
                ours(READ, "GET", "/opt-outs").taking("limit", 10, NO_COUNT).taking("before", 1, NO_POSITION),
                ours(READ, "GET", "/templates"),
                ours(READ, "GET", "/templates/{name}").needing("name", "$template", LONG, "none", "\u0000"),
                ours(SEND, "PUT", "/templates/{name}")
                        .taking("name", "x", "X", "../x", LONG, "\u0000")
                        .needing("text", "x", 7, "", "{{", "{{A}}", LONG, List.of()),
                ours(SEND, "DELETE", "/templates/{name}").needing("name", "$template", LONG, "none"),
                ours(SEND, "POST", "/segments")
                        .needing("message", "x", 7, List.of())
                        .taking("to", "+12125550123", NO_NUMBER)
                        .taking("transliterate", "none", "all", 7)
                        .taking("destination_port", 5, -1, 65_536, "x"));
    }

    private static List<Call> voice() {
        return List.of(
                ours(SEND, "POST", "/messages/voice")
                        .needing("from", "+12125550100", 7, "Trunkline", LONG)
                        .needing("to", "+12125550123", NO_NUMBER)
                        .needing("file", "$file", 7, "none.mp3", "../../etc/passwd", LONG)
                        .taking("send_at", "$later", "x", 7),
                ours(READ, "GET", "/messages/voice/{id}").needing("id", "$voice", LONG, "😀", "../x"),
                ours(READ, "GET", "/messages/voice/{id}/timeline")
                        .needing("id", "$voice", LONG, "x")
                        .taking("format", "text", "xml", LONG),
                ours(SEND, "PATCH", "/messages/voice/{id}")
                        .needing("id", "$voice", LONG, "x")
                        .needing("send_at", "$later", "x", 7, "2020-01-01T00:00:00Z"),
                ours(SEND, "DELETE", "/messages/voice/{id}").needing("id", "$voice", LONG, "x"),
                ours(READ, "GET", "/calls"),
                ours(READ, "GET", "/balance"),
                ours(READ, "GET", "/voice-files"),
                ours(SEND, "PUT", "/voice-files/{name}").needing("name", "x.mp3", "../x.mp3", LONG, "\u0000"),
                ours(READ, "GET", "/voice-files/{name}").needing("name", "$file", "../x.mp3", LONG, "none.mp3"),
                ours(READ, "GET", "/voice-files/{name}/preview")
                        .needing("name", "$file", "../x.mp3", LONG, "none.mp3")
                        .taking("codec", "PCMU", "OPUS", LONG),
                ours(READ, "GET", "/voice-files/{name}/waveform").needing("name", "$file", "../x.mp3", "none.mp3"),
                ours(SEND, "DELETE", "/voice-files/{name}").needing("name", "$file", "../x.mp3", LONG, "none.mp3"));
    }

    private static List<Call> events() {
        String hook = "/webhooks/{id}";
        return List.of(
                ours(READ, "GET", "/events")
                        .taking("events", "sms.*", "nothing.there", LONG)
                        .taking("last_event_id", "evt_0", "x", LONG),
                ours(READ, "GET", "/webhooks"),
                ours(ADMIN, "POST", "/webhooks")
                        .needing("url", "https://hooks.example/", 7, "", "x", "ftp://x", "http://127.0.0.1/", LONG)
                        .taking("events", List.of("sms.*"), "x", List.of(), List.of("nothing.there"), List.of(7))
                        .taking("paused", true, "x", 7)
                        .taking("description", "x", 7, List.of()),
                ours(READ, "GET", hook).needing("id", "$webhook", "x", LONG),
                ours(ADMIN, "PATCH", hook)
                        .needing("id", "$webhook", "x", LONG)
                        .taking("url", "https://hooks.example/", 7, "", "x", "ftp://x", LONG)
                        .taking("events", List.of("sms.*"), "x", List.of(), List.of("nothing.there"))
                        .taking("paused", true, "x"),
                ours(ADMIN, "DELETE", hook).needing("id", "$webhook", "x", LONG),
                ours(ADMIN, "POST", hook + "/secrets")
                        .needing("id", "$webhook", "x", LONG)
                        .taking("keep_old_seconds", 5, -1, "x", 999_999_999),
                ours(ADMIN, "POST", hook + "/test").needing("id", "$webhook", "x", LONG),
                ours(READ, "GET", hook + "/deliveries").needing("id", "$webhook", "x", LONG),
                ours(READ, "GET", hook + "/dead-letters")
                        .needing("id", "$webhook", "x", LONG)
                        .taking("before", "evt_00059ssa2cy00", "x", LONG),
                ours(ADMIN, "POST", hook + "/dead-letters/replay")
                        .needing("id", "$webhook", "x", LONG)
                        .needing("all", true, "x", false));
    }

    private static List<Call> operators() {
        return List.of(
                Call.operators("POST", "/opt-outs")
                        .needing("sender", "Shop", 7, "", LONG)
                        .needing("number", "+12125550178", NO_NUMBER),
                Call.operators("DELETE", "/opt-outs/{sender}/{number}")
                        .needing("sender", "Shop", "None", LONG)
                        .needing("number", "$number", NO_NUMBER),
                Call.operators("GET", "/smsc"),
                Call.operators("POST", "/smsc/{name}/retry").needing("name", "carrier-a", "x", LONG),
                Call.operators("POST", "/smsc/{name}/sims/{sim}/release")
                        .needing("name", "goip", "carrier-a", LONG)
                        .needing("sim", "sim-1", "x", LONG),
                Call.operators("GET", "/receipts/unmatched").taking("before", 7, NO_POSITION),
                Call.operators("POST", "/routes/explain")
                        .needing("to", "+12125550123", NO_NUMBER)
                        .taking("from", "Shop", 7, LONG)
                        .taking("class", "text", "fax", 7)
                        .taking("at", "2026-12-01T00:00:00Z", "x", 7),
                Call.operators("POST", "/config/reload"),
                Call.operators("GET", "/accounts"),
                Call.operators("POST", "/accounts/{name}/pause")
                        .needing("name", "idle", "none", LONG)
                        .needing("reason", "x", 7, "", " ", LONG),
                Call.operators("POST", "/accounts/{name}/resume").needing("name", "idle", "none", LONG),
                Call.operators("POST", "/accounts/{name}/balance")
                        .needing("name", "idle", "none", LONG)
                        .needing("add", 12.5, 0, "1", "x", 1e300, -1e-7, 1_000_000_001, -1_000_000, List.of()),
                Call.operators("DELETE", "/accounts/{name}/balance").needing("name", "idle", "none", LONG),
                Call.operators("POST", "/numbers/erase")
                        .needing("number", "+12125550179", NO_NUMBER)
                        .taking("unfinished", "cancel", "keep", 7)
                        .taking("opt_outs", true, "x", 7),
                Call.operators("GET", "/audit").taking("limit", 10, NO_COUNT).taking("before", 1, NO_POSITION));
    }

    private static List<Call> voicetel() {
        List<Call> all = new ArrayList<>();
        all.add(Call.of(VOICETEL_22, READ, "GET", "/v2.2/messages")
                .needing("number", "2125550100", NO_TEN_DIGITS)
                .taking("type", "sms", "fax", LONG)
                .taking("from", 2_000_000_000, NO_SECONDS)
                .taking("to", 0, NO_SECONDS));
        for (String family : List.of("/mdr-sms", "/dlr")) {
            all.add(Call.of(VOICETEL_PATH, READ, "GET", family + "/{number}/{api_key}")
                    .needing("number", "2125550100", NO_TEN_DIGITS));
            all.add(Call.of(VOICETEL_PATH, READ, "GET", family + "/{start}/{end}/{number}/{api_key}/")
                    .needing("start", 0, NO_SECONDS)
                    .needing("end", 2_000_000_000, NO_SECONDS)
                    .needing("number", "2125550100", NO_TEN_DIGITS));
        }
        return all;
    }

    private static List<Call> voipCommunications() {
        String path = "/api-v2/index.php/sms/";
        Object[] noPage = {-1, 1_001, "x", "1e3", LONG};
        return List.of(
                Call.of(VOIP_COMMUNICATIONS, READ, "POST", path + "scheduled").taking("page", 0, noPage),
                Call.of(VOIP_COMMUNICATIONS, SEND, "POST", path + "delete").needing("smsid", "$sms", "x", LONG, "😀"),
                Call.of(VOIP_COMMUNICATIONS, READ, "POST", path + "summary").taking("page", 0, noPage),
                Call.of(VOIP_COMMUNICATIONS, READ, "POST", path + "chat")
                        .needing("internal", "12125550100")
                        .needing("external", "12125550123")
                        .taking("page", 0, noPage));
    }

    private static List<Call> voximplant() {
        List<Call> all = new ArrayList<>();
        for (String method : List.of("GET", "POST")) {
            all.add(Call.of(VOXIMPLANT, ADMIN, method, "/platform_api/ControlSms")
                    .needing("phone_number", "12125550198", NO_NUMBER)
                    .needing("command", "disable", "off", LONG));
            all.add(history(method, "/platform_api/GetSmsHistory").taking("direction", "OUT", "up", LONG));
            all.add(history(method, "/platform_api/A2PGetSmsHistory").taking("delivery_status", 1, 9, -1, "x"));
        }
        return all;
    }

    private static Call history(String method, String path) {
        Object[] noDate = {"x", "2026-12-01", "2026-13-01 00:00:00", "2026-12-01T00:00:00Z", "99999-01-01 00:00:00"};
        return Call.of(VOXIMPLANT, READ, method, path)
                .taking("message_id", "any", "x", "1;x", "-1", "1;;2", "9".repeat(30))
                .taking("from_date", "2026-01-01 00:00:00", noDate)
                .taking("to_date", "2099-01-01 00:00:00", noDate)
                .taking("timezone", "Europe/Stockholm", "Mars/Base", "😀")
                .taking("output", "json", "xls", "pdf")
                .taking("count", 10, 0, -1, 1_001, "x", "1e3")
                .taking("offset", 0, -1, "x", 1_000_001);
    }
}
