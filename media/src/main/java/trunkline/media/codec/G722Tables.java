package trunkline.media.codec;

/** The tables of ITU-T G.722 §6. A step size is a power of two of a number that grows and shrinks with each code. */
final class G722Tables {

    /** Where the intervals of the lower band's quantizer begin, in units of 2^−12 of the step size. */
    static final short[] DECISIONS_LOW = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** The same for the two intervals of the higher band. */
    static final int DECISION_HIGH = 564;

    /** Codes of the lower band for a negative difference, by the number of its interval, 1 to 30. */
    static final byte[] NEGATIVE_LOW = {
        0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
        5, 4
    };

    /** The same for a difference of zero or more. */
    static final byte[] POSITIVE_LOW = {
        0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35,
        34, 33, 32
    };

    /** What each code of six bits stands for, in units of 2^−15 of the step size: what the decoder gives out. */
    static final short[] OUTPUT_6_BITS = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** What its upper four bits stand for: what both sides adapt by, since the lower two may be lost on the way. */
    static final short[] OUTPUT_4_BITS = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** What the two bits of the higher band stand for. */
    static final short[] OUTPUT_2_BITS = {-7408, -1616, 7408, 1616};

    /** By how much the logarithm of the lower band's step size grows, by the upper four bits of the code. */
    static final short[] GROWTH_LOW = {-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    /** The same for the higher band, by its two bits. */
    static final short[] GROWTH_HIGH = {798, -214, 798, -214};

    /** Powers of two of 0/32 to 31/32, in units of 2^−11. */
    static final short[] POWERS = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private G722Tables() {}
}
