package trunkline.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that 3xx responses have named and that are still to be called (RFC 3261 §8.1.3.4): none twice, the most
 * wanted first, those of a later response before those of an earlier one, at most {@value #MAX} in all, so that two
 * servers cannot send a call to and fro.
 *
 * @param tried all that was called, the first Request-URI too
 * @param waiting in the order in which they will be called
 */
public record Redirects(List<String> tried, List<String> waiting) {

    static final int MAX = 10;

    public Redirects {
        tried = List.copyOf(tried);
        waiting = List.copyOf(waiting);
    }

    /** None yet. */
    public static Redirects from(String requestUri) {
        return new Redirects(List.of(requestUri), List.of());
    }

    /** After a 3xx with these contacts. */
    public Redirects with(List<String> contacts) {
        List<String> more = new ArrayList<>();
        contacts.stream()
                .filter(contact -> !tried.contains(contact) && !more.contains(contact))
                .forEach(more::add);
        waiting.stream().filter(contact -> !more.contains(contact)).forEach(more::add);
        int room = Math.max(0, MAX + 1 - tried.size());
        return new Redirects(tried, more.subList(0, Math.min(room, more.size())));
    }

    /** The one to be called now. */
    public Optional<String> next() {
        return waiting.stream().findFirst();
    }

    /** After {@link #next} was called. */
    public Redirects called() {
        List<String> more = new ArrayList<>(tried);
        more.add(waiting.get(0));
        return new Redirects(more, waiting.subList(1, waiting.size()));
    }
}
