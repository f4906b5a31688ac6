package trunkline.smpp.wire;

import java.util.Random;

/** Texts that stand on the edges more often than human ones do: extension characters, surrogate pairs, rarely half. */
public final class RandomText {

    private static final String BASIC = "abcdefghijklmnopqrstuvwxyz ABC 0123 @£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ\n\r";
    private static final String EXTENDED = "^{}\\[~]|€\f";

    private RandomText() {}

    public static String of(Random random, int length) {
        int kind = random.nextInt(10);
        var text = new StringBuilder();
        while (text.length() < length) {
            int dice = random.nextInt(100);
            if (dice < 80 || kind < 3) {
                text.append(BASIC.charAt(random.nextInt(BASIC.length())));
            } else if (dice < 95 || kind < 6) {
                text.append(EXTENDED.charAt(random.nextInt(EXTENDED.length())));
            } else if (kind < 9) {
                text.appendCodePoint(random.nextBoolean() ? 0x1F600 + random.nextInt(64) : 0x400 + random.nextInt(256));
            } else {
                text.append((char) random.nextInt(Character.MAX_VALUE));
            }
        }
        return text.toString();
    }
}
