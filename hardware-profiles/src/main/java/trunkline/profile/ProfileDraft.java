package trunkline.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A profile being put together, to be written as a file. Confined to one thread.
 *
 * <p>What it writes is read again before it is used: it checks nothing itself.
 */
public final class ProfileDraft {

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*|[0-9]+(ms|s|m|h)");
    private static final Pattern WORD_THAT_IS_NO_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final ProfileKind kind;
    private final String id;
    private final String title;
    private final String parent;
    private final Map<String, Object> values = new TreeMap<>();
    private final Map<String, String> sources = new TreeMap<>();
    private final List<ProfileFile.Note> notes = new ArrayList<>();

    public ProfileDraft(ProfileKind kind, String id, String title, String parent) {
        this.kind = kind;
        this.id = id;
        this.title = title;
        this.parent = parent;
    }

    /**
     * Sets a value and where it was found.
     *
     * @param value a text, a number, a flag, or a list of those
     */
    public void put(String pointer, Object value, String source) {
        values.put(pointer, value);
        sources.put(pointer, source);
    }

    public void note(String text, String source) {
        notes.add(new ProfileFile.Note(text, source));
    }

    /** The values so far, by pointer. */
    public Map<String, Object> values() {
        return new LinkedHashMap<>(values);
    }

    /** The file. */
    public String yaml(Verified verified) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("schema: 1\nkind: ").append(kind.label()).append("\nid: ").append(id);
        yaml.append("\ntitle: ").append(scalar(title)).append("\nextends: ").append(parent);
        yaml.append("\nverified: ").append(verified.label()).append('\n');
        write(yaml, tree(), 0);
        if (!sources.isEmpty()) {
            yaml.append("sources:\n");
            sources.forEach((pointer, source) -> yaml.append("  ")
                    .append(scalar(pointer))
                    .append(": ")
                    .append(scalar(source))
                    .append('\n'));
        }
        if (!notes.isEmpty()) {
            yaml.append("notes:\n");
            notes.forEach(note -> yaml.append("  - {text: ")
                    .append(scalar(note.text()))
                    .append(", source: ")
                    .append(scalar(note.source()))
                    .append("}\n"));
        }
        return yaml.toString();
    }

    private Map<String, Object> tree() {
        Map<String, Object> root = new LinkedHashMap<>();
        values.forEach((pointer, value) -> {
            String[] keys = pointer.substring(1).split("/", -1);
            Map<String, Object> parentMap = root;
            for (int i = 0; i < keys.length - 1; i++) {
                parentMap = child(parentMap, keys[i]);
            }
            parentMap.put(keys[keys.length - 1], value);
        });
        return root;
    }

    @SuppressWarnings("unchecked") // what tree() has put there itself
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.computeIfAbsent(key, name -> new LinkedHashMap<String, Object>());
    }

    private static void write(StringBuilder yaml, Map<?, ?> map, int depth) {
        map.forEach((key, value) -> {
            yaml.append("  ".repeat(depth)).append(scalar(key)).append(':');
            if (value instanceof Map<?, ?> nested) {
                yaml.append('\n');
                write(yaml, nested, depth + 1);
            } else if (value instanceof List<?> list) {
                yaml.append(list.stream()
                        .map(ProfileDraft::scalar)
                        .toList()
                        .toString()
                        .indent(1)
                        .stripTrailing());
                yaml.append('\n');
            } else {
                yaml.append(' ').append(scalar(value)).append('\n');
            }
        });
    }

    private static String scalar(Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        boolean plain = PLAIN.matcher(text).matches()
                && !WORD_THAT_IS_NO_TEXT.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    /** Double quotes; what is not printable ASCII as an escape. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
