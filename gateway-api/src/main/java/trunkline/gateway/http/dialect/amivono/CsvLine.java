package trunkline.gateway.http.dialect.amivono;

import java.util.List;

/**
 * A line of CSV (RFC 4180 section 2). What a spreadsheet would take for a formula has an apostrophe in front, by which it takes it for text:
 * whoever sends an SMS must not be able to run something where it is read.
 */
final class CsvLine {

    /** What formulas begin with, in their full-width forms too, which some spreadsheets take for the same. */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    /** Ends the text for many who read CSV, so that what follows would be lost. */
    private static final char NUL = 0;

    private static final char REPLACEMENT = '\ufffd';

    private CsvLine() {}

    static String of(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : ",");
            append(line, cells.get(i));
        }
        return line.append("\r\n").toString();
    }

    private static void append(StringBuilder line, String cell) {
        boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        line.append(quoted ? "\"" : "")
                .append(looksLikeFormula(cell) ? "'" : "")
                .append(cell.replace("\"", "\"\"").replace(NUL, REPLACEMENT))
                .append(quoted ? "\"" : "");
    }

    /** Also behind what nobody sees, which some programs cut off before they look. */
    private static boolean looksLikeFormula(String cell) {
        if (cell.isEmpty()) {
            return false;
        }
        int first = 0;
        while (first < cell.length() && isUnseen(cell.charAt(first))) {
            first++;
        }
        return Character.isISOControl(cell.charAt(0))
                || (first < cell.length() && FORMULA.indexOf(cell.charAt(first)) >= 0);
    }

    private static boolean isUnseen(char c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
