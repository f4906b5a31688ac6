package trunkline.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trunkline.smpp.receipt.ReceiptFuzz;
import trunkline.smpp.session.PduFuzz;

/** The kept corpus, and 5,000 inputs made from it, always the same ones. */
class FuzzTest {

    private static final int ROUNDS = 5_000;

    @Test
    void nothingEscapesWhateverAnSmscSends() throws Exception {
        fuzz("/fuzz/pdu", PduFuzz::fuzzerTestOneInput);
    }

    @Test
    void nothingEscapesWhateverAReceiptSays() throws Exception {
        fuzz("/fuzz/receipt", ReceiptFuzz::fuzzerTestOneInput);
    }

    private static void fuzz(String corpus, Consumer<byte[]> target) throws IOException, URISyntaxException {
        List<byte[]> seeds = seeds(corpus);
        assertThat(seeds).hasSizeGreaterThan(5);
        seeds.forEach(target);
        var random = new Random(26);
        for (int round = 0; round < ROUNDS; round++) {
            target.accept(mutated(seeds, random));
        }
    }

    private static List<byte[]> seeds(String corpus) throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(FuzzTest.class.getResource(corpus)).toURI());
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    /** A seed with some octets changed, put in, taken out, or with the end of another one. */
    private static byte[] mutated(List<byte[]> seeds, Random random) {
        byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && input.length > 0; changes--) {
            int at = random.nextInt(input.length);
            switch (random.nextInt(5)) {
                case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> input[at] = new byte[] {0, -1, 127, -128, ' ', ':'}[random.nextInt(6)];
                case 2 -> input = join(Arrays.copyOf(input, at), Arrays.copyOfRange(input, at + 1, input.length));
                case 3 -> input = join(Arrays.copyOf(input, at), Arrays.copyOfRange(input, at / 2, input.length));
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    input = join(
                            Arrays.copyOf(input, at),
                            Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
                }
            }
        }
        return input;
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }
}
