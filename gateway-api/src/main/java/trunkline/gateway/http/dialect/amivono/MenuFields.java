package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Fields;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.VoiceOptions;

/** The member {@code menu} of a voice message: {@code {"2": {"play": "hours.mp3"}, ...}}. */
final class MenuFields {

    static final String MENU = "menu";

    private static final String PLAY = "play";
    private static final String RULE = "must be an object with one or more of the keys " + VoiceOptions.KEYS
            + ", each with {\"play\": the name of a voice file}";

    private MenuFields() {}

    /** @param confirm keys that stand for something else */
    static List<MenuChoice> read(Fields fields, @Nullable String confirm) {
        List<MenuChoice> menu = fields.optional(MENU, RULE, MenuFields::parse);
        if (menu == null) {
            return List.of();
        }
        for (MenuChoice choice : menu) {
            String key = Character.toString(choice.key());
            if (confirm != null && confirm.contains(key)) {
                fields.reject(MENU, key, "must have keys that do not stand in confirm, too");
            }
        }
        return menu;
    }

    private static @Nullable List<MenuChoice> parse(JsonNode json) {
        List<MenuChoice> menu = new ArrayList<>();
        json.properties().forEach(member -> {
            JsonNode file = member.getValue().get(PLAY);
            if (isKey(member.getKey())
                    && file != null
                    && file.isTextual()
                    && member.getValue().size() == 1) {
                menu.add(new MenuChoice(member.getKey().charAt(0), file.textValue(), ""));
            }
        });
        return json.isObject() && !menu.isEmpty() && menu.size() == json.size() ? menu : null;
    }

    private static boolean isKey(String name) {
        return name.length() == 1 && VoiceOptions.areKeys(name);
    }

    static void put(ObjectNode json, List<MenuChoice> menu) {
        if (!menu.isEmpty()) {
            ObjectNode keys = json.putObject(MENU);
            menu.forEach(
                    choice -> keys.putObject(Character.toString(choice.key())).put(PLAY, choice.file()));
        }
    }
}
