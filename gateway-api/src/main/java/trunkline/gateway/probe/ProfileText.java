package trunkline.gateway.probe;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as the file of a site profile. */
public final class ProfileText {

    private static final int NOTE_MAX = 400;
    private static final int NOTES_MAX = 30;
    private static final int TITLE_MAX = 100;

    /** What the file says of itself. */
    public record Head(String id, String title, String parent) {}

    private ProfileText() {}

    /** The file; what was not found out is in its comments, and holds from {@code head.parent}. */
    public static String of(Head head, Findings findings, LocalDate day) {
        StringBuilder text = new StringBuilder();
        text.append("# What `trunkline profile probe` saw on ").append(day).append(". Not found out:\n");
        findings.notFound()
                .forEach(open -> text.append("#   ").append(oneLine(open)).append('\n'));
        text.append("schema: 1\nkind: smsc\n");
        text.append("id: ").append(quoted(head.id())).append('\n');
        text.append("title: ").append(quoted(cut(head.title(), TITLE_MAX))).append('\n');
        text.append("extends: ").append(quoted(head.parent())).append('\n');
        text.append("verified: observed\n");
        List<String> pointers = findings.pointers();
        write(text, tree(pointers, findings.values()), 0);
        text.append("sources:\n");
        for (String pointer : pointers) {
            Findings.Found found = value(findings, pointer);
            String source = "observed on " + day + ": " + found.evidence();
            text.append("  ")
                    .append(quoted(pointer))
                    .append(": ")
                    .append(quoted(cut(source, NOTE_MAX)))
                    .append('\n');
        }
        notes(text, findings.seen(), day);
        return text.toString();
    }

    private static void notes(StringBuilder text, List<String> seen, LocalDate day) {
        if (seen.isEmpty()) {
            return;
        }
        text.append("notes:\n");
        for (String note : seen.subList(0, Math.min(NOTES_MAX, seen.size()))) {
            text.append("  - {text: ")
                    .append(quoted(cut(note, NOTE_MAX)))
                    .append(", source: ")
                    .append(quoted("observed on " + day))
                    .append("}\n");
        }
    }

    private static Findings.Found value(Findings findings, String pointer) {
        Findings.Found found = findings.values().get(pointer);
        if (found == null) {
            throw new IllegalStateException("nothing was found at " + pointer);
        }
        return found;
    }

    /** Strings are values, maps are mappings. */
    @SuppressWarnings("unchecked") // only mappings are put where a part of a pointer leads through
    private static Map<String, Object> tree(List<String> pointers, Map<String, Findings.Found> values) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (String pointer : pointers) {
            String[] parts = pointer.substring(1).split("/", -1);
            Map<String, Object> at = root;
            for (int i = 0; i < parts.length - 1; i++) {
                at = (Map<String, Object>) at.computeIfAbsent(parts[i], part -> new LinkedHashMap<String, Object>());
            }
            Findings.Found found = values.get(pointer);
            if (found != null) {
                at.put(parts[parts.length - 1], found.value());
            }
        }
        return root;
    }

    private static void write(StringBuilder text, Map<?, ?> mapping, int depth) {
        mapping.forEach((key, value) -> {
            String name = String.valueOf(key);
            text.append("  ".repeat(depth))
                    .append(name.matches("[a-z_]+") ? name : quoted(name))
                    .append(':');
            if (value instanceof Map<?, ?> inner) {
                text.append('\n');
                write(text, inner, depth + 1);
            } else {
                text.append(' ').append(value).append('\n');
            }
        });
    }

    /** In double quotes (YAML 1.2 §7.3.1); what an SMSC sent must not become YAML. */
    private static String quoted(String raw) {
        return '"' + oneLine(raw).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without what would end a line, or cannot stand in YAML at all. */
    private static String oneLine(String raw) {
        return raw.codePoints()
                .map(c -> Character.isISOControl(c)
                                || c > 0xFFFD
                                || (c >= 0xD800 && c < 0xE000)
                                || c == 0x2028
                                || c == 0x2029
                        ? '?'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
