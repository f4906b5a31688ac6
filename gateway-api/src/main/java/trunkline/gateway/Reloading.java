package trunkline.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.Setting;
import trunkline.gateway.http.operator.ReloadResource;

/**
 * What came of reading the configuration again.
 *
 * @param problems what is wrong with it: then nothing has changed
 * @param changes what was done about SMSCs, trunks and routes, in words
 * @param atRestart keys whose new values are taken up at the next start
 */
public record Reloading(List<String> problems, List<String> changes, List<String> atRestart)
        implements ReloadResource.Outcome {

    private static final String TAKEN_UP = "(routes|smsc|trunks|profiles|limits|hours)([.\\[].*)?";

    static Reloading refused(List<String> problems) {
        return new Reloading(problems, List.of(), List.of());
    }

    /** The keys outside of what is taken up at once whose values differ from those of the start. */
    static List<String> waiting(ConfigFile started, ConfigFile next) {
        Map<String, String> before = values(started);
        Map<String, String> after = values(next);
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .filter(key -> !key.matches(TAKEN_UP) && !Objects.equals(before.get(key), after.get(key)))
                .toList();
    }

    private static Map<String, String> values(ConfigFile file) {
        Map<String, String> values = new HashMap<>();
        for (Setting setting : file.settings()) {
            values.put(setting.key(), setting.value());
        }
        return values;
    }
}
