package trunkline.gateway.call;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the prompts are: what calls play, made once of each uploaded file. Thread-safe. */
public interface PromptShelf {

    /** What became of an upload. */
    sealed interface Outcome {

        /**
         * It can be played.
         *
         * @param prompt its name on the shelf
         * @param durationMillis how long it plays
         */
        record Made(String prompt, long durationMillis) implements Outcome {}

        /** It cannot be played. */
        record Refused(String reason) implements Outcome {}

        /** As many uploads as may wait do so; a later try may well succeed. */
        record Busy() implements Outcome {}
    }

    /** Makes a prompt of a file, on a thread of the shelf's own; the file is consumed. */
    CompletableFuture<Outcome> make(Path upload);

    /** The prompts that have been on the shelf since before {@code beforeMicros}, microseconds since 1970 in UTC. */
    List<String> olderThan(long beforeMicros);

    /** Takes a prompt that nobody needs off the shelf. Calls that play it are not disturbed. */
    void discard(String prompt);
}
