package trunkline.profile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile as its file has it, not merged with what it extends.
 *
 * @param name the file, as errors call it
 * @param shipped whether it came with Trunkline
 * @param values by their JSON pointers, in the order of the file
 * @param notes what is known and has no key
 * @param lines of all that the file has, by pointer
 */
public record ProfileFile(
        String name,
        boolean shipped,
        Head head,
        Map<String, Leaf> values,
        Map<String, List<String>> sources,
        List<Note> notes,
        Map<String, Integer> lines) {

    /** What is written of a value of which nobody knows where it is from. */
    public static final String UNVERIFIED = "unverified";

    /**
     * Who it is.
     *
     * @param parent the id after {@code extends}; null if it stands on its own
     * @param isAbstract only to be extended
     * @param replacesShipped stands in for the shipped profile of the same id
     */
    public record Head(
            ProfileKind kind,
            String id,
            String title,
            @Nullable String parent,
            boolean isAbstract,
            boolean replacesShipped,
            Verified verified) {}

    /** A fact that no key has room for. */
    public record Note(String text, String source) {}

    /** Where the value at {@code pointer} was found: the nearest that the file says; else {@code unverified}. */
    public List<String> sourcesOf(String pointer) {
        for (String part = pointer; !part.isEmpty(); part = part.substring(0, part.lastIndexOf('/'))) {
            List<String> found = sources.get(part);
            if (found != null) {
                return found;
            }
        }
        return List.of(UNVERIFIED);
    }

    /** The line of what stands at {@code pointer}, or of the nearest part above it. */
    int line(String pointer) {
        String part = pointer;
        while (!lines.containsKey(part) && !part.isEmpty()) {
            part = part.substring(0, part.lastIndexOf('/'));
        }
        return lines.getOrDefault(part, 1);
    }
}
