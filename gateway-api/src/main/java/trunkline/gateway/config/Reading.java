package trunkline.gateway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.profile.EffectiveProfile;

/** What one reading of a configuration file finds: the values in force, and what is wrong. Confined to one thread. */
final class Reading {

    private final String file;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, EffectiveProfile> profiles = new LinkedHashMap<>();

    Reading(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    String origin(int line) {
        return file + ":" + line;
    }

    void inForce(String key, String value, String origin) {
        settings.add(new Setting(key, value, origin));
    }

    /** What a key is set to; null if it was not read, or is wrong. */
    @Nullable
    Setting setting(String key) {
        return settings.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** The value of a key is in force, and not shown. */
    void hide(String key) {
        settings.replaceAll(
                setting -> setting.key().equals(key) ? new Setting(key, "(hidden)", setting.origin()) : setting);
    }

    void wrong(int line, String key, String value, String rule) {
        problems.add(origin(line) + ": '" + key + "' is '" + value + "': " + rule);
    }

    void missing(int line, String key, String rule) {
        problems.add(origin(line) + ": '" + key + "' is missing: " + rule);
    }

    /** A problem that says itself where it is. */
    void problem(String problem) {
        problems.add(problem);
    }

    /** What holds for an SMSC or a trunk. */
    void profile(String name, EffectiveProfile profile) {
        profiles.put(name, profile);
    }

    Map<String, EffectiveProfile> profiles() {
        return Collections.unmodifiableMap(profiles);
    }

    List<Setting> settings() {
        return List.copyOf(settings);
    }

    void check() throws InvalidConfigException {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }
}
