package trunkline.media.hearing;

/** Finds the end of a beep: one tone of 160 ms to 2 s, from 600 to 2200 Hz, and then quiet for 200 ms. */
final class BeepWatch {

    private static final double HERTZ_MIN = 600;
    private static final double HERTZ_MAX = 2200;
    private static final int BLOCKS_MIN = 120 / SoundBlock.MILLIS;
    private static final int BLOCKS_MAX = 2000 / SoundBlock.MILLIS;
    private static final int QUIET_BLOCKS = 200 / SoundBlock.MILLIS;

    /** How far the tone may move from block to block, as a share of it. */
    private static final double DRIFT_MAX = 0.02;

    private double hertz;
    private int toneBlocks;
    private int otherBlocks;
    private int quietBlocks;

    /** One block on; true if a beep is over with it. */
    boolean onBlock(boolean isAudible, double tone) {
        boolean isTone = tone >= HERTZ_MIN && tone <= HERTZ_MAX;
        if (isTone && goesOn(tone)) {
            toneBlocks++;
            hertz = tone;
            otherBlocks = 0;
            return false;
        }
        if (isAudible) {
            onOther(isTone ? tone : 0);
            return false;
        }
        quietBlocks++;
        return quietBlocks == QUIET_BLOCKS && toneBlocks >= BLOCKS_MIN && toneBlocks <= BLOCKS_MAX;
    }

    private boolean goesOn(double tone) {
        return toneBlocks > 0 && quietBlocks == 0 && Math.abs(tone - hertz) <= DRIFT_MAX * hertz;
    }

    /** The block within which a tone begins or ends is neither; more than one such, or after quiet, begins anew. */
    private void onOther(double tone) {
        otherBlocks++;
        if (otherBlocks > 1 || quietBlocks > 0 || toneBlocks == 0) {
            toneBlocks = tone == 0 ? 0 : 1;
            hertz = tone;
            otherBlocks = 0;
        }
        quietBlocks = 0;
    }
}
