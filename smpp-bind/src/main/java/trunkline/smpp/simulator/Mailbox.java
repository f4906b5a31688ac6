package trunkline.smpp.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits for one ESME: handed to its binds in turn, kept until it is answered, and offered again where the bind broke
 * off or asked for it. Confined to the loop; its size is bounded by {@link SmscCore#PARCELS}.
 */
final class Mailbox {

    private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
    private final List<EsmeLink> links = new ArrayList<>();
    private int next;

    /** Sends {@code parcel} as soon as a bind has room for it. */
    void put(Parcel parcel) {
        waiting.add(parcel);
        pump();
    }

    /** Puts back what {@code link} had not answered, in its order, before all else. */
    void putBack(List<Parcel> unanswered) {
        for (int i = unanswered.size() - 1; i >= 0; i--) {
            waiting.addFirst(unanswered.get(i));
        }
        pump();
    }

    void add(EsmeLink link) {
        links.add(link);
        pump();
    }

    void remove(EsmeLink link) {
        links.remove(link);
    }

    int links() {
        return links.size();
    }

    boolean isUnused() {
        return waiting.isEmpty() && links.isEmpty();
    }

    /** Hands out what waits, as far as the binds have room. */
    void pump() {
        for (int tried = 0; tried < links.size() && !waiting.isEmpty(); ) {
            EsmeLink link = links.get(next++ % links.size());
            boolean unwanted = links.size() > 1 && link == waiting.element().not();
            if (link.hasRoom() && !unwanted) {
                link.deliver(waiting.remove());
                tried = 0;
            } else {
                tried++;
            }
        }
        next %= Math.max(1, links.size());
    }
}
