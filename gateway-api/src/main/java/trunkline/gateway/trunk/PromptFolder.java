package trunkline.gateway.trunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.config.VoiceConfig;
import trunkline.media.prompt.LevelSettings;
import trunkline.media.prompt.Prompt;
import trunkline.media.prompt.PromptMaker;
import trunkline.media.prompt.PromptResult;
import trunkline.media.source.SourceLimits;

/** The shelf of prompts: a directory of files, of which those that calls play are in memory. Thread-safe. */
public final class PromptFolder implements PromptShelf, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PromptFolder.class);
    private static final String SUFFIX = ".prompt";
    private static final int NAME_OCTETS = 16;
    /** Uploads that may wait for the one thread that decodes; one more is told to come back later. */
    private static final int WAITING_MAX = 16;
    /** Octets of prompts kept in memory; beyond that the one not played for longest is read again when it is needed. */
    private static final long MEMORY_OCTETS_MAX = 256L << 20;

    private final Path folder;
    private final PromptMaker maker;
    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor worker =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
                Thread thread = new Thread(task, "prompt-maker");
                thread.setDaemon(true);
                return thread;
            });
    /** The one not played for longest first. */
    private final Map<String, Prompt> open = new LinkedHashMap<>(16, 0.75f, true);

    private long openOctets;

    public PromptFolder(VoiceConfig config, LongSupplier nanoClock) throws IOException {
        this.folder = Files.createDirectories(config.files().resolve("prompts"));
        SourceLimits limits = new SourceLimits(
                config.fileMaxOctets(),
                config.fileMaxLength(),
                SourceLimits.DEFAULT.decoding(),
                SourceLimits.DEFAULT.memoryOctets());
        this.maker = new PromptMaker(limits, LevelSettings.DEFAULT, nanoClock);
    }

    @Override
    public CompletableFuture<Outcome> make(Path upload) {
        try {
            return CompletableFuture.supplyAsync(() -> makeNow(upload), worker);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new Outcome.Busy());
        }
    }

    private Outcome makeNow(Path upload) {
        byte[] octets = new byte[NAME_OCTETS];
        random.nextBytes(octets);
        String name = HexFormat.of().formatHex(octets);
        try {
            PromptResult result = maker.make(upload, file(name), PromptMaker.Progress.NONE);
            if (result instanceof PromptResult.Made made) {
                return new Outcome.Made(name, made.prompt().duration().toMillis());
            }
            return new Outcome.Refused(((PromptResult.Refused) result).refusal().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a prompt in " + folder, e);
        }
    }

    /** The prompt of this name; an {@link IOException} if it is not there or cannot be read. */
    Prompt open(String name) throws IOException {
        synchronized (open) {
            Prompt known = open.get(name);
            if (known == null) {
                known = Prompt.open(file(name));
                open.put(name, known);
                openOctets += known.memoryOctets();
                shrink();
            }
            return known;
        }
    }

    /** Calls that play a prompt keep it, whether it is kept here or not. */
    private void shrink() {
        for (Iterator<Prompt> eldest = open.values().iterator(); openOctets > MEMORY_OCTETS_MAX && open.size() > 1; ) {
            openOctets -= eldest.next().memoryOctets();
            eldest.remove();
        }
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
        synchronized (open) {
            Prompt known = open.remove(name);
            openOctets -= known == null ? 0 : known.memoryOctets();
        }
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
        worker.shutdownNow();
    }
}
