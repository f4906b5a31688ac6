package trunkline.gateway.inbound;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words by which people stop messages, ask for them again, and ask for help: those of the main languages, which lie
 * beside this class as {@code opt-words.txt}, and the operator's own. Immutable.
 */
public final class OptWords {

    /** What a word asks for. */
    public enum Kind {
        STOP,
        START,
        HELP
    }

    private final Map<String, Kind> kinds;

    private OptWords(Map<String, Kind> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    /**
     * The words of the main languages, and others that stand before them.
     *
     * @param own by kind; a kind may be missing
     */
    public static OptWords with(Map<Kind, List<String>> own) {
        Map<String, Kind> kinds = new HashMap<>();
        shipped().forEach((kind, words) -> words.forEach(word -> kinds.put(PlainWords.of(word), kind)));
        own.forEach((kind, words) -> words.forEach(word -> kinds.put(PlainWords.of(word), kind)));
        return new OptWords(kinds);
    }

    /** What {@code text} asks for, if it is one of the words and nothing else; null if it is not. */
    public @Nullable Kind kindOf(String text) {
        return kinds.get(PlainWords.of(text));
    }

    /** Whether {@code word} has a letter or digit, so that it can be told from nothing. */
    public static boolean isWord(String word) {
        return !PlainWords.of(word).isEmpty();
    }

    private static Map<Kind, List<String>> shipped() {
        Map<Kind, List<String>> words = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            words.put(kind, new ArrayList<>());
        }
        try (InputStream in = OptWords.class.getResourceAsStream("opt-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("no resource opt-words.txt");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line; (line = lines.readLine()) != null; ) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] halves = line.split(":", 2);
                    Kind kind = Kind.valueOf(halves[0].split(" ", 2)[0].toUpperCase(Locale.ROOT));
                    words.getOrDefault(kind, List.of()).addAll(List.of(halves[1].split(",", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
