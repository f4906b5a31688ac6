package trunkline.media.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import trunkline.media.Fixtures;

/**
 * Damaged MP3s, each made of a good one by its seed: whatever is in them, they are decoded to their end or refused with
 * place and reason, within time and memory. Driven by a test, and for longer by {@code bench/hostile.sh}.
 */
final class MutatedMp3s {

    private static final String[] NAMES = {
        "speech-44100-2.mp3", "speech-22050-2.mp3", "speech-8000-1.mp3", "speech-48000-1.mp3"
    };
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final long ALLOCATED_MAX = 32 << 20;

    private final Path directory;
    private int decoded;
    private int refused;
    private long nanosMost;
    private long allocatedMost;

    /** Ready to write into {@code directory}. */
    MutatedMp3s(Path directory) {
        this.directory = directory;
    }

    int decoded() {
        return decoded;
    }

    int refused() {
        return refused;
    }

    /** What the slowest file took, in milliseconds. */
    long millisMost() {
        return TimeUnit.NANOSECONDS.toMillis(nanosMost);
    }

    /** What the greediest file allocated, in octets. */
    long allocatedMost() {
        return allocatedMost;
    }

    /** Reads the file of this seed. */
    void read(int seed) throws IOException {
        byte[] mutated = mutate(Fixtures.octets(NAMES[Math.floorMod(seed, NAMES.length)]), new Random(seed));
        long allocatedBefore = allocated();
        long startNanos = System.nanoTime();
        AudioFiles.Outcome outcome = AudioFiles.read(directory, mutated);
        nanosMost = Math.max(nanosMost, System.nanoTime() - startNanos);
        allocatedMost = Math.max(allocatedMost, allocated() - allocatedBefore);
        assertThat(nanosMost).as("nanoseconds for seed %d", seed).isLessThan(NANOS_MAX);
        assertThat(allocatedMost).as("octets for seed %d", seed).isLessThan(ALLOCATED_MAX);
        if (outcome.isDecoded()) {
            // a first frame that lacks the bits of an earlier one is left out
            assertThat((long) outcome.samples().length)
                    .as("samples for seed %d", seed)
                    .isBetween(1L, outcome.format().samples());
            decoded++;
        } else {
            assertThat(outcome.refusal().octet()).as("seed %d", seed).isBetween(0L, (long) mutated.length);
            assertThat(outcome.refusal().reason()).as("seed %d", seed).isNotBlank();
            refused++;
        }
    }

    /** One kind of damage: bits flipped, a run overwritten, a part removed, a part doubled, or the end cut off. */
    private static byte[] mutate(byte[] octets, Random random) {
        int at = random.nextInt(octets.length);
        int length = 1 + random.nextInt(Math.min(2000, octets.length - at));
        switch (random.nextInt(5)) {
            case 0 -> {
                for (int i = random.nextInt(50); i >= 0; i--) {
                    octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> {
                for (int i = at; i < at + length; i++) {
                    octets[i] = (byte) random.nextInt();
                }
            }
            case 2 -> {
                System.arraycopy(octets, at + length, octets, at, octets.length - at - length);
                return Arrays.copyOf(octets, octets.length - length);
            }
            case 3 -> {
                byte[] doubled = Arrays.copyOf(octets, octets.length + length);
                System.arraycopy(octets, at, doubled, at + length, octets.length - at);
                return doubled;
            }
            default -> {
                return Arrays.copyOf(octets, at);
            }
        }
        return octets;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
