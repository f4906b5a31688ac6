package trunkline.gateway.message;

/**
 * What a key of a menu plays, in the same call.
 *
 * @param key one of {@link VoiceOptions#KEYS}
 * @param file the name that the voice file was uploaded under
 * @param prompt names the prompt that was made of it; empty as long as it was not looked for
 */
public record MenuChoice(char key, String file, String prompt) {

    /** The same with the prompt that was found. */
    public MenuChoice found(String name) {
        return new MenuChoice(key, file, name);
    }
}
