package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.segment.SegmentEncoder.Result;
import trunkline.smpp.wire.NodePeers;

/**
 * The encoder beside four libraries of npm: coding and count of segments by majority, the text of each segment, the cells of
 * the national tables, and national messages read back. {@code smpp-bind/interop/encoding.sh} runs the long form.
 */
class EncodingPeersIT {

    /** System property: how many texts. */
    private static final String TEXTS = "encoding.texts";
    /** System property: of all chance. */
    private static final String SEED = "encoding.seed";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Those that npm smpp has tables for. */
    private static final List<NationalLanguage> LANGUAGES =
            List.of(NationalLanguage.TURKISH, NationalLanguage.SPANISH, NationalLanguage.PORTUGUESE);

    private static final String[][] CELLS = TableFile.read();

    @TempDir
    private static Path directory;

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    @Test
    void agreesWithTheMajority() throws Exception {
        NodePeers.require();
        int texts = Integer.getInteger(TEXTS, 2_000);
        Path rows = directory.resolve("rows.jsonl");
        write(rows, texts, new Random(Long.getLong(SEED, 1)));
        Path result = Path.of("target", "encoding-peers.json");

        int exitCode = NodePeers.run("encoding.js", result, rows.toString());

        JsonNode found = MAPPER.readTree(result.toFile());
        assertThat(exitCode).as(found.toPrettyString()).isZero();
        assertThat(found.at("/counts/texts").asInt()).isEqualTo(texts);
        assertThat(found.at("/counts/allAgree").asInt()).isGreaterThan(texts * 9 / 10);
        assertThat(found.at("/parts/compared").asInt()).isGreaterThan(texts * 9 / 10);
        assertThat(found.at("/tables/cells").asInt()).isEqualTo(5 * 128);
        assertThat(found.at("/national/read").asInt()).isEqualTo(texts / 10);
    }

    private void write(Path file, int texts, Random random) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < texts; i++) {
                writer.write(textRow(PeerText.of(random)).toString());
                writer.newLine();
            }
            for (NationalLanguage language : LANGUAGES) {
                if (language != NationalLanguage.SPANISH) {
                    writer.write(tableRow("locking", 0, language).toString());
                    writer.newLine();
                }
                writer.write(tableRow("single", 1, language).toString());
                writer.newLine();
            }
            for (int i = 0; i < texts / 10; i++) {
                writer.write(nationalRow(random).toString());
                writer.newLine();
            }
        }
    }

    private ObjectNode textRow(String text) {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC);
        assertThat(encoder.encode(text, 0, out)).isEqualTo(Result.ENCODED);
        ObjectNode row = MAPPER.createObjectNode()
                .put("is", "text")
                .put("text", text)
                .put("coding", encoder.coding() == DataCoding.UCS2 ? "ucs2" : "gsm7")
                .put("segments", encoder.segments());
        ArrayNode parts = row.putArray("parts");
        for (String part : AirReader.parts(encoder, out)) {
            parts.add(part);
        }
        return row;
    }

    private static ObjectNode tableRow(String kind, int index, NationalLanguage language) {
        ObjectNode row = MAPPER.createObjectNode()
                .put("is", "table")
                .put("name", kind + " " + language)
                .put("kind", kind)
                .put("language", language.identifier());
        ArrayNode cells = row.putArray("cells");
        for (int septet = 0; septet < 128; septet++) {
            cells.add(CELLS[index][language.identifier() * 128 + septet]);
        }
        return row;
    }

    /** A text of the tables of one language, encoded with that language allowed, until its own table is used. */
    private ObjectNode nationalRow(Random random) {
        NationalLanguage language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
        var encoder = new SegmentEncoder(
                new EncodingSettings(DefaultAlphabet.GSM7_UNPACKED, LongMessages.UDH8, Set.of(language)));
        while (true) {
            String text = PeerText.of(random, language);
            encoder.encode(text, random.nextInt(256), out);
            // npm smpp reads what is not escaped by the locking table even where the header names a single shift table
            // alone
            boolean theyRead = language == NationalLanguage.SPANISH
                    ? encoder.single() == language
                    : encoder.locking() == language && (encoder.single() == language || !hasEscape(encoder));
            if (theyRead) {
                ObjectNode row = MAPPER.createObjectNode()
                        .put("is", "national")
                        .put("text", text)
                        .put("dataCoding", encoder.coding().value())
                        .put("udhi", encoder.hasHeader());
                ArrayNode pieces = row.putArray("pieces");
                for (int i = 0; i < encoder.pieces(); i++) {
                    pieces.add(HexFormat.of().formatHex(out, encoder.offset(i), encoder.offset(i) + encoder.length(i)));
                }
                return row;
            }
        }
    }

    private boolean hasEscape(SegmentEncoder encoder) {
        for (int piece = 0; piece < encoder.pieces(); piece++) {
            int end = encoder.offset(piece) + encoder.length(piece);
            for (int i = encoder.offset(piece) + out[encoder.offset(piece)] + 1; i < end; i++) {
                if (out[i] == Gsm7Alphabet.ESCAPE) {
                    return true;
                }
            }
        }
        return false;
    }
}
