package trunkline.media.source;

import java.io.IOException;
import java.nio.file.Path;

/** Reads thousands of damaged MP3s; the first that breaks a bound ends it with the seed. Driven by {@code bench/hostile.sh}. */
public final class HostileFiles {

    private HostileFiles() {}

    /** Arguments: a directory to write to, how many, and the first seed. */
    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[1]);
        int first = Integer.parseInt(args[2]);
        var files = new MutatedMp3s(Path.of(args[0]));
        files.read(first);
        int threadsBefore = Thread.activeCount();
        for (int seed = first + 1; seed < first + count; seed++) {
            files.read(seed);
        }
        System.out.printf(
                "%d decoded, %d refused; slowest %d ms, at most %d KB allocated, %d threads more than before%n",
                files.decoded(),
                files.refused(),
                files.millisMost(),
                files.allocatedMost() >> 10,
                Thread.activeCount() - threadsBefore);
    }
}
