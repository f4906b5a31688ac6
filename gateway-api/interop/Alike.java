import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How alike a piece of audio and a recording are, where the recorder has a clock or a loudness of its own: each 20 ms of the piece
 * are looked for in the recording, by the correlation of the samples.
 *
 * <pre>
 *   java Alike.java PIECE RECORDING        both raw: 8 kHz, 16 bits, one channel, little-endian
 * </pre>
 *
 * <p>Exit 0 where four of five parts are there, in their order, with a correlation of at least 0.99: the others are those in which the
 * recorder has left something out or repeated it.
 */
final class Alike {

    private static final int RATE = 8_000;
    private static final int PART = RATE / 50;
    /** How far a part may be from where the one before it has it: a recorder that comes late leaves something out, or puts silence in. */
    private static final int SLIP = RATE / 4;

    private static final double LEAST = 0.99;
    private static final double SHARE = 0.8;

    private record Place(int at, double correlation, double decibels) {}

    private static int most;
    private static String said = "the recording is too short\n";

    private Alike() {}

    public static void main(String[] arguments) throws IOException {
        short[] piece = read(arguments[0]);
        short[] recording = read(arguments[1]);
        boolean found = false;
        for (int from = 0; !found && from <= recording.length - piece.length; ) {
            Place first = first(piece, recording, from);
            found = isThere(piece, recording, first);
            from = first.at() + PART;
        }
        System.out.print(said);
        System.exit(found ? 0 : 1);
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

    /** Whether the parts follow from there; remembers what there is to say of them. */
    private static boolean isThere(short[] piece, short[] recording, Place first) {
        int parts = piece.length / PART;
        int alike = 0;
        double least = 1;
        double decibels = 0;
        int expected = first.at();
        for (int part = 0; part < parts; part++, expected += PART) {
            Place place = best(piece, part * PART, recording, expected - SLIP, expected + SLIP);
            if (place.correlation() >= LEAST) {
                expected = place.at();
                alike++;
                least = Math.min(least, place.correlation());
                decibels += place.decibels();
            }
        }
        if (alike < most) {
            return false;
        }
        most = alike;
        said = String.format(
                Locale.ROOT,
                "%d of %d times 20 ms found in their order from %.2f s on, correlation at least %.4f, level %+.1f dB%n",
                alike,
                parts,
                (double) first.at() / RATE,
                least,
                alike == 0 ? 0 : decibels / alike);
        return alike >= SHARE * parts;
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
