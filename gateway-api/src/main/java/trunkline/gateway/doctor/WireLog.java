package trunkline.gateway.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.sip.stack.MessageTap;

/** Every SIP message that left or came, with its time; what does not fit is left out. Thread-safe. */
final class WireLog implements MessageTap {

    static final int ENTRIES_MAX = 1_000;

    private final LongSupplier nanoClock;
    private final List<Entry> entries = new ArrayList<>();

    /** One message. */
    record Entry(boolean sent, long nanos, SipText message) {
        boolean isRequest() {
            return message.status() == 0;
        }
    }

    WireLog(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public void onMessage(TappedMessage tapped) {
        add(tapped.sent(), SipText.parse(tapped.text().get()));
    }

    synchronized void add(boolean sent, SipText message) {
        if (entries.size() < ENTRIES_MAX) {
            entries.add(new Entry(sent, nanoClock.getAsLong(), message));
            notifyAll();
        }
    }

    private synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** Our requests of this method, repeated ones too. */
    List<Entry> requests(String method) {
        return all().stream()
                .filter(entry -> entry.sent() && entry.isRequest())
                .filter(entry -> entry.message().method().equals(method))
                .toList();
    }

    /** What came in answer to them. */
    List<Entry> responses(String method) {
        return all().stream()
                .filter(entry -> !entry.sent() && !entry.isRequest())
                .filter(entry -> entry.message().method().equals(method))
                .toList();
    }

    /** Requests of the trunk, of this method. */
    List<Entry> received(String method) {
        return all().stream()
                .filter(entry -> !entry.sent() && entry.isRequest())
                .filter(entry -> entry.message().method().equals(method))
                .toList();
    }

    /** The last final response to requests of this method. */
    Optional<Entry> last(String method) {
        return responses(method).stream()
                .filter(entry -> entry.message().status() >= 200)
                .reduce((first, second) -> second);
    }

    /** From the last request to its answer, in words. */
    String roundTrip(String method) {
        Optional<Entry> answer = last(method);
        if (answer.isEmpty()) {
            return "";
        }
        Optional<Entry> request = requests(method).stream()
                .filter(entry -> entry.nanos() <= answer.get().nanos())
                .reduce((first, second) -> second);
        return request.isEmpty() ? "" : since(request.get().nanos(), answer.get());
    }

    /** {@code in 12 ms}. */
    static String since(long nanos, Entry entry) {
        return "in " + TimeUnit.NANOSECONDS.toMillis(entry.nanos() - nanos) + " ms";
    }

    /** Waits until requests of this method have come to their end: refused with credentials, or not asked for them. */
    synchronized @Nullable Entry awaitEnd(String method, long patienceNanos) throws InterruptedException {
        long end = nanoClock.getAsLong() + patienceNanos;
        while (true) {
            Optional<Entry> last = last(method).filter(entry -> isEnd(method, entry));
            long left = end - nanoClock.getAsLong();
            if (last.isPresent() || left <= 0) {
                return last.orElse(null);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private boolean isEnd(String method, Entry answer) {
        int code = answer.message().status();
        boolean again = code == 401 || code == 407 || code == 423;
        return !again
                || requests(method).stream().filter(Challenges::hasCredentials).anyMatch(entry -> entry.message()
                        .value("CSeq")
                        .equals(answer.message().value("CSeq")));
    }
}
