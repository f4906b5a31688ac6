package trunkline.smpp.segment;

import java.util.Arrays;

/**
 * Finds the coding in which a text takes the fewest segments, and of those the fewest octets: the default alphabet, with
 * a national single shift table, with a locking and a single shift table, or UCS-2.
 *
 * <p>One pass over the text finds which tables have all of it. If no locking shift table has, a second one finds for each how
 * many characters it lacks, and which single shift tables have all of those. Of the pairs with one locking shift table all
 * cost the same but for three octets of header, so at most one pair for each is compared. Allocates nothing per call;
 * confined to one thread.
 */
final class CodingChoice {

    private static final int DEFAULT = 1;
    private static final int WITHOUT_LOCKING = 1 << NationalLanguage.SPANISH.identifier();
    private static final int SEGMENT_BITS = 32;

    private final EncodingSettings settings;
    private final byte[] codes;
    /** A bit for each table that may be used, the default ones included. */
    private final int tables;

    /** How many characters of the text each locking shift table lacks. */
    private final int[] lacking = new int[NationalTables.COUNT];
    /** The single shift tables that have all of those, a bit for each. */
    private final int[] singles = new int[NationalTables.COUNT];

    private long cost;
    private DataCoding coding = DataCoding.GSM_7BIT;
    private int locking;
    private int single;
    private int units;
    private int segments;

    CodingChoice(EncodingSettings settings) {
        this.settings = settings;
        this.codes = settings.alphabet().codes();
        this.tables = settings.tables() | DEFAULT;
    }

    /** Whether there is more to choose from than the default alphabet and UCS-2. */
    boolean hasNationalTables() {
        return tables != DEFAULT;
    }

    /** Chooses for the first {@code length} of {@code text}, which need not be text: UCS-2 takes anything. */
    void choose(char[] text, int length, ApplicationPorts ports) {
        cost = Long.MAX_VALUE;
        if (!hasNationalTables()) {
            int septets = defaultSeptets(text, length);
            if (septets >= 0) {
                considerSeptets(text, length, ports, 0, septets);
            } else {
                considerUnits(text, length, ports);
            }
            return;
        }
        int whole = tablesWithAll(text, length);
        boolean inDefault = (singles[0] & DEFAULT) != 0;
        if (inDefault) {
            considerSeptets(text, length, ports, 0, length + lacking[0]);
        }
        if ((whole & DEFAULT) == 0) {
            considerNational(text, length, ports, whole);
        }
        if (!inDefault) {
            considerUnits(text, length, ports);
        }
    }

    /** @param whole the locking shift tables that have all characters: one of them then costs least of all with a header */
    private void considerNational(char[] text, int length, ApplicationPorts ports, int whole) {
        if (whole != 0) {
            int table = Integer.numberOfTrailingZeros(whole);
            singles[table] = DEFAULT;
            considerSeptets(text, length, ports, table, length);
            return;
        }
        int others = tables & ~DEFAULT & ~WITHOUT_LOCKING;
        if (others != 0) {
            compareTables(text, length, others);
        }
        for (int rest = others | DEFAULT; rest != 0; rest &= rest - 1) {
            int table = Integer.numberOfTrailingZeros(rest);
            if (singles[table] != 0) {
                considerSeptets(text, length, ports, table, length + lacking[table]);
            }
        }
    }

    DataCoding coding() {
        return coding;
    }

    /** The identifier of the locking shift table, 0 for the default alphabet. */
    int locking() {
        return locking;
    }

    /** The identifier of the single shift table, 0 for the default one. */
    int single() {
        return single;
    }

    TextCoding textCoding() {
        if (coding == DataCoding.UCS2) {
            return TextCoding.UCS2;
        }
        return (locking | single) == 0
                ? TextCoding.GSM_7BIT
                : new TextCoding(coding, NationalLanguage.ofIdentifier(locking), NationalLanguage.ofIdentifier(single));
    }

    /** Octets of the user data header of each segment on the air, if the message has these ports. */
    int headerOctets(ApplicationPorts ports) {
        int common = UserDataHeader.commonOctets(ports, locking, single);
        return segments == 1 ? UserDataHeader.aloneOctets(common) : headerOctets(common);
    }

    /** Septets or UTF-16 code units of the whole text. */
    int units() {
        return units;
    }

    /** How many segments it takes, which may be more than a message can have. */
    int segments() {
        return segments;
    }

    /** Septets of the text in the default alphabet as the SMSC can be told it, or -1. */
    private int defaultSeptets(char[] text, int length) {
        int septets = length;
        for (int i = 0; i < length; i++) {
            byte code = codes[text[i]];
            if (code < 0) {
                if (code == Gsm7Alphabet.NONE) {
                    return -1;
                }
                septets++;
            }
        }
        return septets;
    }

    /** The locking shift tables that have all of the text; what the default one lacks is counted on the way. */
    private int tablesWithAll(char[] text, int length) {
        int withAll = tables;
        int lacks = 0;
        int singlesWithThose = tables;
        for (int i = 0; i < length; i++) {
            int with = NationalTables.tablesWith(text[i]);
            int inDefault = with & DEFAULT;
            withAll &= with;
            lacks += DEFAULT - inDefault;
            singlesWithThose &= (with >>> NationalTables.SINGLE_BITS) | -inDefault;
        }
        lacking[0] = lacks;
        singles[0] = singlesWithThose;
        return withAll;
    }

    private void compareTables(char[] text, int length, int others) {
        Arrays.fill(lacking, 1, lacking.length, 0);
        Arrays.fill(singles, 1, singles.length, tables);
        for (int i = 0; i < length; i++) {
            int with = NationalTables.tablesWith(text[i]);
            for (int without = others & ~with; without != 0; without &= without - 1) {
                int table = Integer.numberOfTrailingZeros(without);
                lacking[table]++;
                singles[table] &= with >>> NationalTables.SINGLE_BITS;
            }
        }
    }

    /** The default one costs no header; then that of the same language, then whichever there is. */
    private int cheapestSingle(int table) {
        int possible = singles[table];
        if ((possible & DEFAULT) != 0) {
            return 0;
        }
        return (possible >> table & 1) != 0 ? table : Integer.numberOfTrailingZeros(possible);
    }

    /** With this locking shift table, and the cheapest single shift table of those that have what it lacks. */
    private void considerSeptets(char[] text, int length, ApplicationPorts ports, int lockingTable, int septets) {
        int singleTable = hasNationalTables() ? cheapestSingle(lockingTable) : 0;
        int common = UserDataHeader.commonOctets(ports, lockingTable, singleTable);
        int alone = DataCoding.GSM_7BIT.unitsBeside(UserDataHeader.aloneOctets(common));
        int count = 1;
        if (septets > alone) {
            int beside = DataCoding.GSM_7BIT.unitsBeside(headerOctets(common));
            count = septets == length
                    ? (septets + beside - 1) / beside
                    : segmentsOfSeptets(text, length, septetsOf(lockingTable), beside);
        }
        if (isCheaper(DataCoding.GSM_7BIT, count, septets, common)) {
            locking = lockingTable;
            single = singleTable;
        }
    }

    private byte[] septetsOf(int lockingTable) {
        return lockingTable == 0 ? codes : NationalTables.locking(lockingTable);
    }

    /** A character that the table lacks is an escape pair, which no segment may end within. */
    private static int segmentsOfSeptets(char[] text, int length, byte[] septetsOf, int capacity) {
        int count = 1;
        int filled = 0;
        for (int i = 0; i < length; i++) {
            int septets = septetsOf[text[i]] < 0 ? 2 : 1;
            if (filled + septets > capacity) {
                count++;
                filled = 0;
            }
            filled += septets;
        }
        return count;
    }

    private void considerUnits(char[] text, int length, ApplicationPorts ports) {
        int common = UserDataHeader.commonOctets(ports, 0, 0);
        int count = 1;
        if (length > DataCoding.UCS2.unitsBeside(UserDataHeader.aloneOctets(common))) {
            count = segmentsOfUnits(text, length, DataCoding.UCS2.unitsBeside(headerOctets(common)));
        }
        if (isCheaper(DataCoding.UCS2, count, length, common)) {
            locking = 0;
            single = 0;
        }
    }

    private static int segmentsOfUnits(char[] text, int length, int capacity) {
        int count = 0;
        for (int end = 0; end < length; count++) {
            end = Math.min(end + capacity, length);
            if (end < length && Character.isHighSurrogate(text[end - 1])) {
                end--;
            }
        }
        return count;
    }

    /** Octets of the header of one of several segments. */
    private int headerOctets(int common) {
        return settings.longMessages().beside(common).header().length() + common;
    }

    private boolean isCheaper(DataCoding by, int count, int unitCount, int common) {
        int header = count == 1 ? UserDataHeader.aloneOctets(common) : headerOctets(common);
        long octets = (long) count * header + by.octets(unitCount);
        long costBy = ((long) count << SEGMENT_BITS) + octets;
        // what every phone can show comes last, and wins where it costs no more
        if (costBy > cost || (costBy == cost && by != DataCoding.UCS2)) {
            return false;
        }
        cost = costBy;
        coding = by;
        units = unitCount;
        segments = count;
        return true;
    }
}
