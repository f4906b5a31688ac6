package trunkline.gateway.trunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.call.Treatment;
import trunkline.gateway.call.VoiceFileReport;
import trunkline.gateway.config.VoiceConfig;
import trunkline.media.codec.Codec;
import trunkline.media.codec.WavOctets;
import trunkline.media.prompt.LevelSettings;
import trunkline.media.prompt.Prompt;
import trunkline.media.prompt.PromptAudio;
import trunkline.media.prompt.PromptMaker;
import trunkline.media.prompt.PromptResult;
import trunkline.media.prompt.Waveform;
import trunkline.media.source.SourceLimits;

/** The shelf of prompts: a directory of files, of which those that calls play are in memory. Thread-safe. */
public final class PromptFolder implements PromptShelf, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PromptFolder.class);
    private static final String SUFFIX = ".prompt";
    private static final int NAME_OCTETS = 16;
    /** Uploads that may wait for the one thread that decodes; one more is told to come back later. */
    private static final int UPLOADS_MAX = 16;
    /** Previews and pictures that may wait; each is a few megabytes when it is ready. */
    private static final int LOOKS_MAX = 8;

    private final Path folder;
    private final SourceLimits limits;
    private final LevelSettings level;
    private final LongSupplier nanoClock;
    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor maker = oneThread("prompt-maker", UPLOADS_MAX);
    private final ThreadPoolExecutor reader = oneThread("prompt-reader", LOOKS_MAX);
    private final OpenPrompts open = new OpenPrompts();

    public PromptFolder(VoiceConfig config, LongSupplier nanoClock) throws IOException {
        this.folder = Files.createDirectories(config.files().resolve("prompts"));
        this.nanoClock = nanoClock;
        Duration maxLength = config.upload().maxLength();
        this.limits = new SourceLimits(
                config.upload().maxOctets(),
                maxLength,
                SourceLimits.DEFAULT.decoding(),
                SourceLimits.memoryFor(maxLength));
        this.level = new LevelSettings(
                config.upload().level().on(),
                config.upload().level().dbm0(),
                LevelSettings.DEFAULT.gainMaxDecibels(),
                config.upload().keptSilence().cut(),
                config.upload().keptSilence().length(),
                config.upload().keptSilence().length());
    }

    private static ThreadPoolExecutor oneThread(String name, int waitingMax) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletableFuture<Outcome> make(Path upload, Treatment treatment, DoubleConsumer progress) {
        try {
            return CompletableFuture.supplyAsync(() -> makeNow(upload, treatment, progress), maker);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new Outcome.Busy());
        }
    }

    private Outcome makeNow(Path upload, Treatment treatment, DoubleConsumer progress) {
        byte[] octets = new byte[NAME_OCTETS];
        random.nextBytes(octets);
        String name = HexFormat.of().formatHex(octets);
        try {
            PromptResult result = new PromptMaker(limits, level(treatment), nanoClock)
                    .make(upload, file(name), (done, total) -> progress.accept((double) done / total));
            if (result instanceof PromptResult.Made made) {
                return new Outcome.Made(name, PromptReports.of(made.prompt().report()));
            }
            return PromptReports.of(((PromptResult.Refused) result).refusal());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a prompt in " + folder, e);
        }
    }

    private LevelSettings level(Treatment treatment) {
        boolean levelled = treatment.levelled() == null ? level.levelled() : treatment.levelled();
        boolean trimmed = treatment.trimmed() == null ? level.trimmed() : treatment.trimmed();
        return new LevelSettings(
                levelled, level.targetDbm0(), level.gainMaxDecibels(), trimmed, level.keepBefore(), level.keepAfter());
    }

    @Override
    public CompletableFuture<Optional<VoiceFileReport>> report(String prompt) {
        return look(prompt, found -> PromptReports.of(found.report()));
    }

    @Override
    public CompletableFuture<Optional<byte[]>> preview(String prompt, String codec) {
        return look(prompt, found -> {
            PromptAudio audio = audio(found, codec);
            return audio == null
                    ? null
                    : WavOctets.of(audio.decode(), audio.codec().sampleRate());
        });
    }

    @Override
    public CompletableFuture<Optional<String>> waveform(String prompt) {
        return look(prompt, found -> {
            PromptAudio audio = found.audio(Codec.PCMA);
            return audio == null ? null : Waveform.svg(audio);
        });
    }

    private static @Nullable PromptAudio audio(Prompt prompt, String name) {
        for (Codec codec : Codec.values()) {
            if (codec.payloadType().encoding().equals(name)) {
                return prompt.audio(codec);
            }
        }
        return null;
    }

    private <T> CompletableFuture<Optional<T>> look(String prompt, Function<Prompt, @Nullable T> what) {
        try {
            return CompletableFuture.supplyAsync(() -> lookNow(prompt, what), reader);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> Optional<T> lookNow(String prompt, Function<Prompt, @Nullable T> what) {
        try {
            // not through what calls have in memory: a look at an old prompt must not push out one that is played
            return Optional.ofNullable(what.apply(Prompt.open(file(prompt))));
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("prompt", prompt)
                    .addKeyValue("cause", e.toString())
                    .log("prompt not read");
            return Optional.empty();
        }
    }

    /** The prompt of this name; an {@link IOException} if it is not there or cannot be read. */
    Prompt open(String name) throws IOException {
        return open.open(file(name));
    }

    @Override
    public List<String> olderThan(long beforeMicros) {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                long changedMicros = Files.readAttributes(file, BasicFileAttributes.class)
                        .lastModifiedTime()
                        .to(TimeUnit.MICROSECONDS);
                if (name.endsWith(SUFFIX) && changedMicros < beforeMicros) {
                    names.add(name.substring(0, name.length() - SUFFIX.length()));
                }
            }
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("cause", e.toString()).log("prompts not listed");
        }
        return names;
    }

    @Override
    public void discard(String name) {
        open.forget(file(name));
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("prompt", name)
                    .addKeyValue("cause", e.toString())
                    .log("prompt not removed");
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /** Lets the file that is being made into a prompt be finished; those that wait are not begun. */
    @Override
    public void close() {
        maker.shutdownNow();
        reader.shutdownNow();
    }
}
