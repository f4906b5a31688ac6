package trunkline.media.prompt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import trunkline.media.source.AudioSource;
import trunkline.media.source.RefusedException;
import trunkline.media.source.SourceLimits;

/**
 * Makes a prompt of a voice file: decodes, resamples, levels and encodes it once, so that a call has nothing left to do.
 *
 * <p>Blocks its caller, which runs it on a bounded worker of its own: {@link SourceLimits} bound the time and the memory
 * of each call. Thread-safe; it keeps nothing between calls.
 */
public final class PromptMaker {

    private final SourceLimits limits;
    private final LevelSettings level;
    private final LongSupplier nanoClock;

    public PromptMaker(SourceLimits limits, LevelSettings level, LongSupplier nanoClock) {
        this.limits = limits;
        this.level = level;
        this.nanoClock = nanoClock;
    }

    /** Told how far the decoding is, on the thread that makes the prompt; must not take long. */
    public interface Progress {
        Progress NONE = (done, total) -> {};

        /** {@code done} of {@code total} samples have been decoded. */
        void onProgress(long done, long total);
    }

    /**
     * Makes the prompt of {@code file} and keeps it as {@code target}, in one step that either happens or does not: calls
     * that play an older prompt of that name go on with the older one.
     *
     * @throws IOException if {@code target} cannot be written
     */
    public PromptResult make(Path file, Path target, Progress progress) throws IOException {
        DecodedAudio decoded;
        try (AudioSource source = AudioSource.open(file, limits, nanoClock)) {
            decoded = DecodedAudio.read(source, limits, progress);
        } catch (RefusedException e) {
            return new PromptResult.Refused(e.refusal());
        }
        LevelledAudio levelled = LevelledAudio.of(decoded, level);
        EncodedAudio encoded = EncodedAudio.of(levelled.bands());
        PromptFile.write(target, levelled.report(encoded), encoded);
        return new PromptResult.Made(Prompt.open(target));
    }
}
