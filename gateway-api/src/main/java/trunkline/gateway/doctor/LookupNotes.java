package trunkline.gateway.doctor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.sip.locate.DomainNames;

/** The name servers, and a note of each question and its answer. Thread-safe. */
final class LookupNotes implements DomainNames {

    /** Records shown of one answer. */
    private static final int SHOWN_MAX = 8;

    private final DomainNames names;
    private final List<String> notes = new ArrayList<>();
    private boolean failed;

    LookupNotes(DomainNames names) {
        this.names = names;
    }

    /** In the order of the answers. */
    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether a question found no server to answer it. */
    synchronized boolean hasFailed() {
        return failed;
    }

    @Override
    public CompletionStage<List<Naptr>> naptr(String domain) {
        return noted(
                "NAPTR " + domain,
                names.naptr(domain),
                one -> one.order() + " " + one.preference() + " " + one.service() + " " + one.replacement());
    }

    @Override
    public CompletionStage<List<Srv>> srv(String name) {
        return noted(
                "SRV " + name,
                names.srv(name),
                one -> one.priority() + " " + one.weight() + " " + one.host() + ":" + one.port());
    }

    @Override
    public CompletionStage<List<InetAddress>> addresses(String host) {
        return noted("A/AAAA " + host, names.addresses(host), InetAddress::getHostAddress);
    }

    private <T> CompletionStage<List<T>> noted(
            String question, CompletionStage<List<T>> asking, Function<T, String> writing) {
        return asking.whenComplete((found, failure) -> note(question, found, failure, writing));
    }

    private synchronized <T> void note(
            String question, @Nullable List<T> found, @Nullable Throwable failure, Function<T, String> writing) {
        if (failure != null || found == null) {
            failed = true;
            Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;
            notes.add(question + ": " + (cause == null ? "no answer" : cause.getMessage()));
            return;
        }
        String records = found.stream().limit(SHOWN_MAX).map(writing).collect(Collectors.joining(", "));
        notes.add(question + ": " + (found.isEmpty() ? "none" : records));
    }
}
