package trunkline.gateway.trunk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import trunkline.media.prompt.Prompt;

/** The prompts that are in memory: those that calls have played of late. Thread-safe. */
final class OpenPrompts {

    /** Beyond that the one not played for longest is read again when it is needed. */
    private static final long MEMORY_OCTETS_MAX = 256L << 20;

    /** The one not played for longest first. */
    private final Map<Path, Prompt> open = new LinkedHashMap<>(16, 0.75f, true);

    private long octets;

    synchronized Prompt open(Path file) throws IOException {
        Prompt known = open.get(file);
        if (known == null) {
            known = Prompt.open(file);
            open.put(file, known);
            octets += known.memoryOctets();
            shrink();
        }
        return known;
    }

    synchronized void forget(Path file) {
        Prompt known = open.remove(file);
        octets -= known == null ? 0 : known.memoryOctets();
    }

    /** Calls that play a prompt keep it, whether it is kept here or not. */
    private void shrink() {
        for (Iterator<Prompt> eldest = open.values().iterator(); octets > MEMORY_OCTETS_MAX && open.size() > 1; ) {
            octets -= eldest.next().memoryOctets();
            eldest.remove();
        }
    }
}
