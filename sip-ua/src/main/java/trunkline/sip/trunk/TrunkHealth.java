package trunkline.sip.trunk;

/**
 * Whether a trunk answers, by its last answers to OPTIONS: one that is missing says nothing yet, and one that comes does
 * not make a sick trunk well. A trunk counts as up until its first questions show otherwise.
 *
 * @param up whether it takes calls
 * @param history the last answers, the newest in bit 0; a set bit is an answer
 * @param asked how many bits of it are in use
 */
public record TrunkHealth(HealthSettings settings, boolean up, int history, int asked) {

    private static final int KEPT = 32;

    /** Before the first question. */
    public static TrunkHealth unknown(HealthSettings settings) {
        return new TrunkHealth(settings, true, 0, 0);
    }

    /** After one more question. A change of state starts the count anew. */
    public TrunkHealth after(boolean answered) {
        int newHistory = (history << 1) | (answered ? 1 : 0);
        int newAsked = Math.min(KEPT, asked + 1);
        HealthSettings.Ratio ratio = up ? settings.down() : settings.up();
        int window = Math.min(newAsked, ratio.of());
        int answers = Integer.bitCount(newHistory & mask(window));
        int counted = up ? window - answers : answers;
        return counted >= ratio.count()
                ? new TrunkHealth(settings, !up, 0, 0)
                : new TrunkHealth(settings, up, newHistory, newAsked);
    }

    private static int mask(int bits) {
        return bits == KEPT ? -1 : (1 << bits) - 1;
    }
}
