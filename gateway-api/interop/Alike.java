import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * How alike a piece of audio and a recording are, where the recorder has a clock, a sample rate or a loudness of its own: each tenth of a
 * second of the piece is looked for in the recording, by the correlation of the samples.
 *
 * <pre>
 *   java Alike.java PIECE RECORDING        both raw: 8 kHz, 16 bits, one channel, little-endian
 * </pre>
 *
 * <p>Exit 0 where all tenths are there in their order, the weakest with a correlation of at least 0.9.
 */
final class Alike {

    private static final int RATE = 8_000;
    private static final int PART = RATE / 10;
    /** How far a part may be from where the one before it has it: a recorder leaves out or repeats some 20 ms now and then. */
    private static final int SLIP = RATE / 20;

    private static final double LEAST = 0.9;

    private record Place(int at, double correlation, double decibels) {}

    private static String said = "the recording is too short\n";

    private Alike() {}

    public static void main(String[] arguments) throws IOException {
        short[] piece = read(arguments[0]);
        short[] recording = read(arguments[1]);
        double least = -1;
        for (int from = 0; least < LEAST && from <= recording.length - piece.length; ) {
            Place first = first(piece, recording, from);
            least = Math.max(least, told(piece, recording, first));
            from = first.at() + PART;
        }
        System.out.print(said);
        System.exit(least >= LEAST ? 0 : 1);
    }

    /** The first place from {@code from} on where the beginning of the piece is alike; the one where it is most so if there is none. */
    private static Place first(short[] piece, short[] recording, int from) {
        Place most = new Place(from, -1, 0);
        for (int at = from; at <= recording.length - PART; at += SLIP) {
            Place here = best(piece, 0, recording, at, at + SLIP);
            if (here.correlation() >= LEAST) {
                return here;
            }
            most = here.correlation() > most.correlation() ? here : most;
        }
        return most;
    }

    /** The weakest correlation of the parts that follow from there; remembers what there is to say of them. */
    private static double told(short[] piece, short[] recording, Place first) {
        double[] correlations = new double[piece.length / PART];
        double decibels = 0;
        Place place = first;
        for (int part = 0; part < correlations.length; part++) {
            if (part > 0) {
                int expected = place.at() + PART;
                place = best(piece, part * PART, recording, expected - SLIP, expected + SLIP);
            }
            correlations[part] = place.correlation();
            decibels += place.decibels() / correlations.length;
        }
        Arrays.sort(correlations);
        said = String.format(
                Locale.ROOT,
                "%d tenths of a second found from %.2f s on, correlation %.4f (median) and %.4f (least), level %+.1f dB%n",
                correlations.length,
                (double) first.at() / RATE,
                correlations[correlations.length / 2],
                correlations[0],
                decibels);
        return correlations[0];
    }

    private static short[] read(String file) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[octets.remaining() / 2];
        octets.asShortBuffer().get(samples);
        return samples;
    }

    /** Where a part is most alike, from {@code from} to {@code to}. */
    private static Place best(short[] piece, int part, short[] recording, int from, int to) {
        Place best = new Place(Math.max(0, from), -1, 0);
        for (int at = Math.max(0, from); at <= Math.min(to, recording.length - PART); at++) {
            double both = 0;
            double ours = 0;
            double theirs = 0;
            for (int i = 0; i < PART; i++) {
                double a = piece[part + i];
                double b = recording[at + i];
                both += a * b;
                ours += a * a;
                theirs += b * b;
            }
            double correlation = ours == 0 || theirs == 0 ? -1 : both / Math.sqrt(ours * theirs);
            if (correlation > best.correlation()) {
                best = new Place(at, correlation, 10 * Math.log10(theirs / ours));
            }
        }
        return best;
    }
}
