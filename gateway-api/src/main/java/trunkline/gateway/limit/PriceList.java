package trunkline.gateway.limit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The price of each number, by the longest prefix that it begins with. Immutable. */
final class PriceList {

    private static final int DIGITS = 10;

    /** Of node n, the nodes that the ten digits lead to: n · 10 to n · 10 + 9; 0 for none, since nothing leads to the root. */
    private int[] next = new int[DIGITS];

    private @Nullable Price[] prices = new Price[1];

    PriceList(List<Price> list) {
        for (Price price : list) {
            int node = 0;
            for (int i = 1; i < price.prefix().length(); i++) {
                node = child(node, price.prefix().charAt(i) - '0');
            }
            prices[node] = price;
        }
    }

    private int child(int node, int digit) {
        int at = node * DIGITS + digit;
        if (next[at] == 0) {
            int made = prices.length;
            prices = Arrays.copyOf(prices, made + 1);
            next = Arrays.copyOf(next, next.length + DIGITS);
            next[at] = made;
        }
        return next[at];
    }

    /** What a message costs, in millionths; 0 for what has no price. */
    long of(String e164, int segments, boolean voice) {
        Price best = prices[0];
        int node = 0;
        for (int i = 1; i < e164.length() && (node = next[node * DIGITS + e164.charAt(i) - '0']) != 0; i++) {
            best = prices[node] == null ? best : prices[node];
        }
        if (best == null) {
            return 0;
        }
        return voice ? best.voice() : best.sms() * segments;
    }
}
