package trunkline.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SMSC of the bench, a process of its own that writes down what it gets.
 *
 * @param stats where it tells of itself over HTTP
 * @param dump what it writes: milliseconds, its id, the number, the text, with tabs between them
 */
record SmscSink(int port, int stats, Path dump) implements DueBurst.Smsc {

    private static final String TAKEN = "\"accepted\":";
    private static final int TEXT = 3;

    static SmscSink of(String port, String stats, String dump) {
        return new SmscSink(Integer.parseInt(port), Integer.parseInt(stats), Path.of(dump));
    }

    @Override
    public int taken() throws IOException {
        String all = read();
        int from = all.indexOf(TAKEN) + TAKEN.length();
        return Integer.parseInt(all.substring(from, all.indexOf(',', from)));
    }

    private String read() throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + stats + "/stats").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public List<DueBurst.Arrival> arrivals() throws IOException {
        read(); // has it write all that it has
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.map(line -> line.split("\t", -1))
                    .map(columns -> new DueBurst.Arrival(Long.parseLong(columns[0]), columns[TEXT]))
                    .toList();
        }
    }
}
