package trunkline.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every call that makes an SMS. */
enum SendCall {
    NATIVE(ApiStyle.NATIVE, "/messages/sms", "from", "to", "message"),
    VOICETEL(ApiStyle.VOICETEL, "/v2/sms/", "source", "destination", "messageText"),
    VOICETEL_22(ApiStyle.VOICETEL_22, "/v2.2/messages", "fromNumber", "toNumber", "text"),
    VOIP_COMMUNICATIONS(ApiStyle.VOIP_COMMUNICATIONS, "/api-v2/index.php/sms/send", "from", "to", "msg") {
        @Override
        boolean isError(int status, JsonNode body) {
            JsonNode row = body.path("send_log").path(0);
            return super.isError(status, body)
                    || (status == 200
                            && row.path("code").asInt() >= 400
                            && !row.path("code_desc").asText().isEmpty());
        }
    },
    VOXIMPLANT(ApiStyle.VOXIMPLANT, "/platform_api/SendSmsMessage", "source", "destination", "sms_body"),
    VOXIMPLANT_A2P(ApiStyle.VOXIMPLANT, "/platform_api/A2PSendSms", "src_number", "dst_numbers", "text") {
        @Override
        boolean isError(int status, JsonNode body) {
            return super.isError(status, body)
                    || (status == 200
                            && body.path("result").isEmpty()
                            && body.path("failed").path(0).path("error_code").asInt() == 385);
        }
    };

    /** Values that no number may have. */
    private static final List<String> BAD_NUMBERS = List.of(
            "+",
            "0",
            "-1",
            "1e10",
            "212555012",
            "21255501234567890",
            "٢١٢٥٥٥٠١٢٣",
            "2125550123\u0000",
            "2125550123 ",
            "' OR 1=1 --",
            "<script>",
            "😀",
            "x".repeat(5_000),
            "+12125550123+",
            "2125550123\n");

    private final ApiStyle style;
    private final String path;
    private final String from;
    private final String to;
    private final String text;

    SendCall(ApiStyle style, String path, String from, String to, String text) {
        this.style = style;
        this.path = path;
        this.from = from;
        this.to = to;
        this.text = text;
    }

    ApiStyle style() {
        return style;
    }

    String path() {
        return path;
    }

    boolean isError(int status, JsonNode body) {
        return style.isError(status, body);
    }

    private boolean hasLongNumbers() {
        return this == NATIVE || this == VOXIMPLANT_A2P;
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        String country = hasLongNumbers() ? "+1" : this == VOICETEL || this == VOICETEL_22 ? "" : "1";
        fields.put(from, country + "2125550100");
        fields.put(to, country + "2125550123");
        fields.put(text, "x");
        return fields;
    }

    /** A message to one of a few adjacent numbers. */
    Map<String, String> fieldsTo(int last) {
        return with(to, fields().getOrDefault(to, "").replaceFirst("[0-9]$", Integer.toString(last)));
    }

    /** Each of its fields missing, or bad. Two of them take names as senders. */
    List<Map<String, String>> badFields() {
        List<Map<String, String>> all = new ArrayList<>();
        for (String name : fields().keySet()) {
            Map<String, String> without = fields();
            without.remove(name);
            if (this != VOIP_COMMUNICATIONS || !name.equals(from)) { // whose from may be left out
                all.add(without);
            }
        }
        for (String bad : BAD_NUMBERS) {
            all.add(with(to, bad));
            if (!hasLongNumbers()) {
                all.add(with(from, bad));
            }
        }
        all.add(with(text, "x".repeat(1_531)));
        all.add(with(text, "x".repeat(20_000)));
        all.add(with(to, fields().getOrDefault(to, "").replace("212", "312"))); // no route
        return all;
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> fields = fields();
        fields.put(name, value);
        return fields;
    }
}
