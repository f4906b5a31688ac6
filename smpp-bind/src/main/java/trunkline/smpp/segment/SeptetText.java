package trunkline.smpp.segment;

/**
 * A text that is read septet by septet, by the tables that each piece of it names (3GPP TS 23.038 §6.2.1, Annex A). An
 * escape at the end of one piece holds for the first septet of the next. Confined to one thread.
 */
public final class SeptetText {

    private static final char UNASSIGNED = '\uFFFD';
    private static final int SEPTET = 0x7F;

    private final StringBuilder text = new StringBuilder();
    private boolean escaped;

    /**
     * Eight septets in seven octets, to one in each (3GPP TS 23.038 §6.1.2.1).
     *
     * @param headerOctets those at the front that are a user data header, its length octet included
     */
    public static byte[] unpack(byte[] octets, int headerOctets) {
        return SeptetPacker.unpack(octets, headerOctets);
    }

    /**
     * Reads on.
     *
     * @param septets one in each octet; a high bit is ignored
     * @param locking the National Language Identifier of the locking shift table, 0 for the default alphabet; so is one
     *     that does not exist
     * @param single the same of the single shift table
     */
    public void read(byte[] septets, int locking, int single) {
        for (byte octet : septets) {
            int septet = octet & SEPTET;
            if (!escaped && septet == Gsm7Alphabet.ESCAPE) {
                escaped = true;
                continue;
            }
            text.append(escaped ? extended(septet, known(single), known(locking)) : plain(septet, known(locking)));
            escaped = false;
        }
    }

    /** What was read so far. */
    public String text() {
        return text.toString();
    }

    private static int known(int identifier) {
        return identifier > 0 && identifier < NationalTables.COUNT ? identifier : 0;
    }

    private static char plain(int septet, int locking) {
        char character = NationalTables.lockingCharacter(locking, septet);
        if (character == NationalTables.NO_CHARACTER) {
            character = NationalTables.lockingCharacter(0, septet);
        }
        return character == NationalTables.NO_CHARACTER ? UNASSIGNED : character;
    }

    /** §6.2.1.1: what the table does not have is shown as in the main table, and a second escape as a space. */
    private static char extended(int septet, int single, int locking) {
        char character = NationalTables.singleCharacter(single, septet);
        if (character != NationalTables.NO_CHARACTER) {
            return character;
        }
        return septet == Gsm7Alphabet.ESCAPE ? ' ' : plain(septet, locking);
    }
}
