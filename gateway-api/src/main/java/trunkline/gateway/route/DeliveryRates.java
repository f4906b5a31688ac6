package trunkline.gateway.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SmsState;

/**
 * The delivery rates of SMSCs, for each country on its own, over the last hours.
 *
 * <pre>
 *   submitted --> waits for its receipt --> delivered, or not; after {@link #PATIENCE} without a receipt: not
 * </pre>
 *
 * <p>It is a sample: of each SMSC and country {@link #WAITING_MAX} messages at most wait at a time, and those that come meanwhile
 * are not looked at, whatever becomes of them. Nothing is kept while no route asks for rates, and nothing outlives the process.
 * Thread-safe.
 */
public final class DeliveryRates {

    /** An SMSC and a country; "" for numbers of none. */
    public record Place(String way, String country) {}

    /** After so long a message without a receipt counts as not delivered. */
    public static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Messages of one place that wait for their receipts. */
    static final int WAITING_MAX = 500;
    /** Further places are not measured. */
    static final int PLACES_MAX = 1_000;
    /** Parts of the window, the oldest of which is dropped as a whole. */
    private static final int BUCKETS = 12;

    private static final long PATIENCE_NANOS = PATIENCE.toNanos();

    private record Waiting(Measured measured, long sinceNanos) {}

    private final Countries countries;
    private final LongSupplier nanoClock;
    private final long bucketNanos;
    private volatile boolean wanted;
    private final Map<Place, Measured> places = new HashMap<>();
    /** By message, the longest ago first. */
    private final LinkedHashMap<Long, Waiting> waiting = new LinkedHashMap<>();

    /** @param window how far back it looks */
    public DeliveryRates(Duration window, Countries countries, LongSupplier nanoClock) {
        this.countries = countries;
        this.nanoClock = nanoClock;
        this.bucketNanos = Math.max(1, window.toNanos() / BUCKETS);
    }

    /** Whether anybody asks for rates: else nothing has to be told. */
    public boolean isWanted() {
        return wanted;
    }

    /** From now on somebody asks for rates, or nobody does any more; then all is forgotten. */
    synchronized void want(boolean want) {
        wanted = want;
        if (!want) {
            waiting.clear();
            places.clear();
        }
    }

    /** An SMSC has taken a message, or the first segment of it. */
    public synchronized void submitted(long key, PhoneNumber to, String way) {
        long now = nanoClock.getAsLong();
        giveUp(now);
        Measured measured = measured(new Place(way, country(to)));
        if (wanted && measured != null && measured.waiting < WAITING_MAX && !waiting.containsKey(key)) {
            waiting.put(key, new Waiting(measured, now));
            measured.waiting++;
        }
    }

    /** A message has come to a state. What was taken back is no sample. */
    public synchronized void changed(long key, MessageState state) {
        if (!state.isFinal()) {
            return;
        }
        Waiting sample = waiting.remove(key);
        if (sample != null) {
            sample.measured().waiting--;
            if (state != SmsState.CANCELLED) {
                sample.measured().count(nanoClock.getAsLong(), state == SmsState.DELIVERED);
            }
        }
    }

    /** What is known of an SMSC for messages to the country of {@code to}. */
    public synchronized DeliveryRate of(String way, PhoneNumber to) {
        return rate(new Place(way, country(to)));
    }

    /** The same for a place. */
    public synchronized DeliveryRate rate(Place place) {
        long now = nanoClock.getAsLong();
        giveUp(now);
        Measured measured = places.get(place);
        return measured == null ? DeliveryRate.NONE : measured.rate(now);
    }

    /** All of which something may be known. */
    public synchronized List<Place> places() {
        return new ArrayList<>(places.keySet());
    }

    private String country(PhoneNumber number) {
        String country = countries.of(number);
        return country == null ? "" : country;
    }

    private @Nullable Measured measured(Place place) {
        Measured known = places.get(place);
        if (known == null && wanted && places.size() < PLACES_MAX) {
            known = new Measured();
            places.put(place, known);
        }
        return known;
    }

    private void giveUp(long now) {
        for (Iterator<Waiting> all = waiting.values().iterator(); all.hasNext(); ) {
            Waiting first = all.next();
            if (now - first.sinceNanos() < PATIENCE_NANOS) {
                return;
            }
            all.remove();
            first.measured().waiting--;
            first.measured().count(now, false);
        }
    }

    /** The counts of one place, by the part of the window in which they were judged. */
    private final class Measured {

        private final long[] bucket = new long[BUCKETS];
        private final int[] delivered = new int[BUCKETS];
        private final int[] judged = new int[BUCKETS];
        private int waiting;

        void count(long now, boolean good) {
            long number = Math.floorDiv(now, bucketNanos);
            int at = (int) Math.floorMod(number, (long) BUCKETS);
            if (bucket[at] != number) {
                bucket[at] = number;
                delivered[at] = 0;
                judged[at] = 0;
            }
            judged[at]++;
            delivered[at] += good ? 1 : 0;
        }

        DeliveryRate rate(long now) {
            long number = Math.floorDiv(now, bucketNanos);
            int good = 0;
            int all = 0;
            for (int i = 0; i < BUCKETS; i++) {
                if (number - bucket[i] < BUCKETS) {
                    good += delivered[i];
                    all += judged[i];
                }
            }
            return new DeliveryRate(good, all);
        }
    }
}
