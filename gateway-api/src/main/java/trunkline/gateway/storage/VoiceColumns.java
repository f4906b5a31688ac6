package trunkline.gateway.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.VoiceOptions;

/** What a voice message asks for beside its file, in the column {@code options}: a JSON object, or NULL for nothing. */
final class VoiceColumns {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PLAYS = "plays";
    private static final String PAUSE_MS = "pause_ms";
    private static final String CONFIRM = "confirm";
    private static final String PRIORITY = "priority";
    private static final String MENU = "menu";
    private static final String KEY = "key";
    private static final String FILE = "file";
    private static final String PROMPT = "prompt";
    /** The priority of a row of {@code message m}. */
    static final String PRIORITY_OF_M = "COALESCE(json_extract(m.options, '$." + PRIORITY + "'), 0)";

    private VoiceColumns() {}

    /** What the options of a message whose menu plays {@code prompt} are LIKE; prompts are named in hexadecimal. */
    static String playing(String prompt) {
        return "%\"" + PROMPT + "\":\"" + prompt + "\"%";
    }

    static @Nullable String options(Content.Voice voice) {
        VoiceOptions options = voice.options();
        if (options.equals(VoiceOptions.NONE)) {
            return null;
        }
        ObjectNode json = MAPPER.createObjectNode();
        if (options.plays() != null) {
            json.put(PLAYS, options.plays());
        }
        if (options.pause() != null) {
            json.put(PAUSE_MS, options.pause().toMillis());
        }
        if (options.confirm() != null) {
            json.put(CONFIRM, options.confirm());
        }
        if (options.priority() != 0) {
            json.put(PRIORITY, options.priority());
        }
        if (!options.menu().isEmpty()) {
            ArrayNode menu = json.putArray(MENU);
            options.menu().forEach(choice -> menu.addObject()
                    .put(KEY, Character.toString(choice.key()))
                    .put(FILE, choice.file())
                    .put(PROMPT, choice.prompt()));
        }
        return json.toString();
    }

    static Content.Voice content(String file, String prompt, @Nullable String options) throws SQLException {
        if (options == null) {
            return new Content.Voice(file, prompt);
        }
        try {
            JsonNode json = MAPPER.readTree(options);
            JsonNode plays = json.path(PLAYS);
            JsonNode pause = json.path(PAUSE_MS);
            return new Content.Voice(
                    file,
                    prompt,
                    new VoiceOptions(
                            plays.isInt() ? plays.intValue() : null,
                            pause.isNumber() ? Duration.ofMillis(pause.longValue()) : null,
                            json.path(CONFIRM).textValue(),
                            json.path(PRIORITY).asInt(),
                            menu(json.path(MENU))));
        } catch (JsonProcessingException e) {
            throw new SQLException("options of a message are not JSON: " + options, e);
        }
    }

    private static List<MenuChoice> menu(JsonNode json) {
        List<MenuChoice> menu = new ArrayList<>();
        json.forEach(choice -> menu.add(new MenuChoice(
                choice.path(KEY).asText().charAt(0),
                choice.path(FILE).asText(),
                choice.path(PROMPT).asText())));
        return menu;
    }
}
