package trunkline.media.codec;

/**
 * What both ends of one band know of its signal: the step size of the quantizer, and what the next value will probably
 * be. Encoder and decoder keep the same by doing the same with each code (ITU-T G.722, blocks 3 and 4; their names stand
 * beside the lines).
 *
 * <p>The prediction has two poles and six zeros, all adapted by signs alone. Values are 16 bits, saturating.
 */
final class G722Band {

    private static final int ZEROS = 6;
    private static final int POLE_2_MAX = 12_288;
    private static final int POLES_MAX = 15_360;

    private final short[] growth;
    private final int logStepMax;
    private final int octave;

    /** The last differences, newest first, and what each weighs in the prediction. */
    private final int[] differences = new int[ZEROS];

    private final int[] weights = new int[ZEROS];

    private int pole1;
    private int pole2;
    private int rebuilt1;
    private int rebuilt2;
    private int partly1;
    private int partly2;
    private int fromZeros;
    private int prediction;
    private int logStep;
    private int step;

    private G722Band(short[] growth, int logStepMax, int octave) {
        this.growth = growth;
        this.logStepMax = logStepMax;
        this.octave = octave;
        this.step = stepOf(0, octave);
    }

    static G722Band lower() {
        return new G722Band(G722Tables.GROWTH_LOW, 18_432, 8);
    }

    static G722Band higher() {
        return new G722Band(G722Tables.GROWTH_HIGH, 22_528, 10);
    }

    /** What the next value will probably be. */
    int prediction() {
        return prediction;
    }

    int step() {
        return step;
    }

    /** The difference that a table's entry for a code stands for, at the present step size. */
    int difference(short output) {
        return scaled(step, output);
    }

    /** Goes on by one value: {@code code} came or went, and stood for {@code difference}. */
    void adapt(int code, int difference) {
        adaptStep(code);
        int rebuilt = saturate(prediction + difference); // RECONS
        int partly = saturate(fromZeros + difference); // PARREC
        adaptPoles(partly);
        adaptZeros(difference);
        rebuilt2 = rebuilt1;
        rebuilt1 = rebuilt;
        partly2 = partly1;
        partly1 = partly;
        predict();
    }

    static int saturate(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(value, Short.MAX_VALUE));
    }

    /** LOGSCL, SCALEL; LOGSCH, SCALEH. */
    private void adaptStep(int code) {
        logStep = Math.max(0, Math.min(((logStep * 127) >> 7) + growth[code], logStepMax));
        step = stepOf(logStep, octave);
    }

    private static int stepOf(int logStep, int octave) {
        int power = G722Tables.POWERS[(logStep >> 6) & 31];
        int shift = octave - (logStep >> 11);
        return (shift < 0 ? power << -shift : power >> shift) << 2;
    }

    /** UPPOL2, UPPOL1. */
    private void adaptPoles(int partly) {
        int turned = saturate(pole1 << 2);
        int towards = sameSign(partly, partly1) ? saturate(-turned) : turned;
        int second = (sameSign(partly, partly2) ? 128 : -128) + (towards >> 7) + scaled(pole2, 32_512);
        int newPole2 = Math.max(-POLE_2_MAX, Math.min(second, POLE_2_MAX));
        int first = saturate((sameSign(partly, partly1) ? 192 : -192) + scaled(pole1, 32_640));
        int most = POLES_MAX - newPole2;
        pole1 = Math.max(-most, Math.min(first, most));
        pole2 = newPole2;
    }

    /** UPZERO, DELAYA. */
    private void adaptZeros(int difference) {
        int towards = difference == 0 ? 0 : 128;
        for (int i = 0; i < ZEROS; i++) {
            int turn = sameSign(differences[i], difference) ? towards : -towards;
            weights[i] = saturate(turn + scaled(weights[i], 32_640));
        }
        System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
        differences[0] = difference;
    }

    /** FILTEP, FILTEZ, PREDIC. */
    private void predict() {
        int fromPoles = saturate(scaled(pole1, saturate(2 * rebuilt1)) + scaled(pole2, saturate(2 * rebuilt2)));
        int sum = 0;
        for (int i = 0; i < ZEROS; i++) {
            sum += scaled(weights[i], saturate(2 * differences[i]));
        }
        fromZeros = saturate(sum);
        prediction = saturate(fromPoles + fromZeros);
    }

    /** A product of two numbers of which 2^15 stands for one. */
    private static int scaled(int a, int b) {
        return (a * b) >> 15;
    }

    private static boolean sameSign(int a, int b) {
        return (a ^ b) >= 0;
    }
}
