package trunkline.gateway.http.dialect.voicetel;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryFilter.Kind;

/**
 * A time, from the later end to the earlier one, both included, in seconds since 1970 in UTC.
 *
 * @param later its end
 * @param earlier its beginning
 */
record RecordQuery(long later, long earlier) {

    /** Rows that are told at most. */
    static final int ROWS_MAX = 1_000;

    /** A time that has no beginning and no end. */
    static final RecordQuery ALWAYS = new RecordQuery(Long.MAX_VALUE, 0);

    private static final long SECONDS_MAX = 253_402_300_799L;
    private static final long DAY_SECONDS = TimeUnit.DAYS.toSeconds(1);

    /**
     * Two moments, whichever is the later one: VoiceTel's documents and its SDKs do not agree.
     *
     * @param from if it is null, now
     * @param to if it is null, a day before the other
     */
    static RecordQuery between(@Nullable Long from, @Nullable Long to, long nowMicros) {
        long one = from == null ? TimeUnit.MICROSECONDS.toSeconds(nowMicros) : from;
        long other = to == null ? Math.max(0, one - DAY_SECONDS) : to;
        return new RecordQuery(Math.max(one, other), Math.min(one, other));
    }

    /** The moment that a parameter writes. */
    static Long seconds(String name, String text) throws ProblemException {
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= 0 && seconds <= SECONDS_MAX) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Parameters.wrong(name, text, "must be a time in whole seconds since 1970, such as 1747345200");
    }

    /** What an account sent from a number of its own in this time, what phones sent to it, or both. */
    HistoryFilter filter(Account account, Kind kind, PhoneNumber number) {
        return HistoryFilter.of(account.id(), kind)
                .with(number.e164(), null)
                .in(
                        TimeUnit.SECONDS.toMicros(earlier),
                        later == Long.MAX_VALUE ? later : TimeUnit.SECONDS.toMicros(later + 1));
    }
}
