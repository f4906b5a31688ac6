package trunkline.smpp.segment;

import com.cloudhopper.commons.charset.GSMCharset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file of the national tables, and cloudhopper's default tables as number 0, from septet to character. */
final class TableFile {

    private static final Pattern TABLE =
            Pattern.compile("(?m)^(locking|single) (\\d+) .*\\n((?:(?:[0-9A-F-]{4} ?)+\\n){16})");

    private TableFile() {}

    /** Locking shift tables, then single shift tables: 128 cells for each language, null where a cell is empty. */
    static String[][] read() {
        String[][] cells = new String[2][14 * 128];
        for (int septet = 0; septet < 128; septet++) {
            // cloudhopper has a second space at the place of the escape, and 0 where the extension table is empty
            cells[0][septet] = septet == 0x1B ? null : String.valueOf(GSMCharset.CHAR_TABLE[septet]);
            char extended = GSMCharset.EXT_CHAR_TABLE[septet];
            cells[1][septet] = extended == 0 ? null : String.valueOf(extended);
        }
        Matcher table = TABLE.matcher(text());
        while (table.find()) {
            int kind = table.group(1).equals("locking") ? 0 : 1;
            int first = Integer.parseInt(table.group(2)) * 128;
            String[] row = table.group(3).trim().split("[ \\n]+", -1);
            for (int i = 0; i < 128; i++) {
                String cell = row[i];
                int septet = i % 8 * 16 + i / 8;
                cells[kind][first + septet] =
                        cell.equals("----") ? null : Character.toString(Integer.parseInt(cell, 16));
            }
        }
        return cells;
    }

    private static String text() {
        try (InputStream in = TableFile.class.getResourceAsStream("national-language-tables.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
