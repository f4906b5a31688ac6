package trunkline.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** What one reading of a configuration file finds: the values in force, and what is wrong. Confined to one thread. */
final class Reading {

    private final String file;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Reading(String file) {
        this.file = file;
    }

    String origin(int line) {
        return file + ":" + line;
    }

    void inForce(String key, String value, String origin) {
        settings.add(new Setting(key, value, origin));
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

    List<Setting> settings() {
        return List.copyOf(settings);
    }

    void check() throws InvalidConfigException {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }
}
