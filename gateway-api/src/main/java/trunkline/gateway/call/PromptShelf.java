package trunkline.gateway.call;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;

/**
 * Where the prompts are: what calls play, made once of each uploaded file. Thread-safe.
 *
 * <p>What only reads a prompt fails with {@link java.util.concurrent.RejectedExecutionException} if too much of that is
 * waiting.
 */
public interface PromptShelf {

    /** What became of an upload. */
    sealed interface Outcome {

        /**
         * It can be played.
         *
         * @param prompt its name on the shelf
         */
        record Made(String prompt, VoiceFileReport report) implements Outcome {}

        /**
         * It cannot be played.
         *
         * @param cause the kind of reason, in lower case with dashes
         * @param octet where in the file it was found, 0 if it concerns all of it
         * @param reason what was found, and the rule
         */
        record Refused(String cause, long octet, String reason) implements Outcome {}

        /** As many uploads as may wait do so; a later try may well succeed. */
        record Busy() implements Outcome {}
    }

    /**
     * Makes a prompt of a file, on a thread of the shelf's own; the file is consumed.
     *
     * @param progress told the share that is decoded, 0 to 1, on that thread
     */
    CompletableFuture<Outcome> make(Path upload, Treatment treatment, DoubleConsumer progress);

    /** How a prompt was made; empty if it cannot be read. */
    CompletableFuture<Optional<VoiceFileReport>> report(String prompt);

    /**
     * A prompt as a callee hears it, as a WAV.
     *
     * @param codec one of its {@link VoiceFileReport#forms}; empty if it is none, or the prompt cannot be read
     */
    CompletableFuture<Optional<byte[]>> preview(String prompt, String codec);

    /** A picture of a prompt, as SVG; empty if it cannot be read. */
    CompletableFuture<Optional<String>> waveform(String prompt);

    /** The prompts that have been on the shelf since before {@code beforeMicros}, microseconds since 1970 in UTC. */
    List<String> olderThan(long beforeMicros);

    /** Takes a prompt that nobody needs off the shelf. Calls that play it are not disturbed. */
    void discard(String prompt);
}
