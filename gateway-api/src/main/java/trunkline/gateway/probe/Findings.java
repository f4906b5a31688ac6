package trunkline.gateway.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a probe found out, and what it could not. Confined to one thread. */
public final class Findings {

    /**
     * A value of the profile.
     *
     * @param value as it stands in YAML
     * @param evidence what was seen
     */
    public record Found(String value, String evidence) {}

    private final Map<String, Found> values = new LinkedHashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    void found(String pointer, String value, String evidence) {
        values.put(pointer, new Found(value, evidence));
    }

    /** Something worth to know that no key of a profile has. */
    void saw(String what) {
        seen.add(what);
    }

    /** Something that could not be found out, and why. */
    void notFound(String what) {
        open.add(what);
    }

    /** By the pointer into the profile, in the order they were found. */
    public Map<String, Found> values() {
        return Map.copyOf(values);
    }

    /** Pointers of {@link #values} in the order they were found. */
    public List<String> pointers() {
        return List.copyOf(values.keySet());
    }

    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** What could not be found out: the profile says nothing of it, so that what it extends holds. */
    public List<String> notFound() {
        return List.copyOf(open);
    }
}
