package trunkline.gateway.trunk;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MenuChoice;
import trunkline.media.prompt.Prompt;

/**
 * What one call may play.
 *
 * @param main what it was placed for
 * @param menu what the keys of its menu play; {@code main} itself where that is named
 */
record CallPrompts(Prompt main, Map<MenuChoice, Prompt> menu) {

    /** Reads those that are not in memory. */
    static CallPrompts open(Content.Voice voice, PromptFolder folder) throws IOException {
        Prompt main = folder.open(voice.prompt());
        Map<MenuChoice, Prompt> menu = new HashMap<>();
        for (MenuChoice choice : voice.options().menu()) {
            menu.put(choice, choice.prompt().equals(voice.prompt()) ? main : folder.open(choice.prompt()));
        }
        return new CallPrompts(main, menu);
    }

    /** Without a menu. */
    static CallPrompts of(Prompt main) {
        return new CallPrompts(main, Map.of());
    }
}
