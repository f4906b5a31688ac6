package trunkline.sip.locate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import trunkline.sip.locate.DomainNames.Srv;

/** The order in which SRV records are to be tried: by priority, and at random by weight within one (RFC 2782). */
final class SrvOrder {

    private SrvOrder() {}

    static List<Srv> of(List<Srv> records, RandomGenerator random) {
        Map<Integer, List<Srv>> byPriority = new TreeMap<>();
        for (Srv srv : records) {
            byPriority
                    .computeIfAbsent(srv.priority(), priority -> new ArrayList<>())
                    .add(srv);
        }
        List<Srv> ordered = new ArrayList<>(records.size());
        for (List<Srv> same : byPriority.values()) {
            draw(same, ordered, random);
        }
        return ordered;
    }

    /** Takes one after the other with a chance in proportion to its weight; those with weight 0 stand first to be drawn. */
    private static void draw(List<Srv> left, List<Srv> ordered, RandomGenerator random) {
        left.sort(Comparator.comparing(srv -> srv.weight() > 0));
        while (!left.isEmpty()) {
            int sum = left.stream().mapToInt(Srv::weight).sum();
            int drawn = random.nextInt(sum + 1);
            int index = 0;
            for (int running = left.get(0).weight();
                    running < drawn;
                    running += left.get(index).weight()) {
                index++;
            }
            ordered.add(left.remove(index));
        }
    }
}
