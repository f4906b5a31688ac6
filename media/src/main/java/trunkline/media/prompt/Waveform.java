package trunkline.media.prompt;

import java.util.Locale;

/**
 * A picture of a prompt as an SVG of a few kilobytes: the loudest sample up and down in each of {@link #COLUMNS} columns,
 * full scale being the whole height.
 */
public final class Waveform {

    static final int COLUMNS = 300;

    private static final int COLUMN_WIDTH = 2;
    private static final int HEIGHT = 80;
    private static final double FULL_SCALE = 32_768;
    private static final double MICROS_PER_SECOND = 1_000_000;

    private Waveform() {}

    /** The picture of {@code audio}, as whoever hears it decodes it. */
    public static String svg(PromptAudio audio) {
        short[] samples = audio.decode();
        var path = new StringBuilder();
        for (int column = 0; column < COLUMNS; column++) {
            int from = (int) ((long) samples.length * column / COLUMNS);
            int to = (int) ((long) samples.length * (column + 1) / COLUMNS);
            int lowest = 0;
            int highest = 0;
            for (int i = from; i < to; i++) {
                lowest = Math.min(lowest, samples[i]);
                highest = Math.max(highest, samples[i]);
            }
            int x = COLUMN_WIDTH * column + 1;
            // a hair's breadth of silence is a line
            path.append(String.format(Locale.ROOT, "M%d %.1fV%.1f", x, y(highest) - 0.3, y(lowest) + 0.3));
        }
        int width = COLUMN_WIDTH * COLUMNS;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>%3$.1f s</title>
                <path fill="none" stroke="#2a6f97" stroke-width="1.6" d="%4$s"/>
                </svg>
                """
                .formatted(width, HEIGHT, audio.micros() / MICROS_PER_SECOND, path);
    }

    private static double y(int sample) {
        return HEIGHT / 2.0 * (1 - sample / FULL_SCALE);
    }
}
