package trunkline.gateway.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SmsState;

/**
 * Which SMS that an account sent, and which messages from phones to its numbers, somebody wants to see. What is null, or an empty
 * list, is not looked at; numbers are as somebody wrote them.
 *
 * @param account whose
 * @param kind whether those sent, those from phones, or both
 * @param keys of the messages
 * @param from who sent it
 * @param to whom it was sent to
 * @param own the account's number: from whom it was sent, or to whom the phone wrote
 * @param phone the other one
 * @param states that one which was sent has come to; empty for all, from phones there are none otherwise
 * @param sinceMicros kept at this time or later, microseconds since 1970 in UTC
 * @param untilMicros kept before this time; {@link Long#MAX_VALUE} for all
 */
public record HistoryFilter(
        long account,
        Kind kind,
        List<Long> keys,
        @Nullable String from,
        @Nullable String to,
        @Nullable String own,
        @Nullable String phone,
        Set<SmsState> states,
        long sinceMicros,
        long untilMicros) {

    /** Which way messages went. */
    public enum Kind {
        SENT,
        FROM_PHONES,
        BOTH;

        /** Whether messages that were sent are among them. */
        public boolean isSent() {
            return this != FROM_PHONES;
        }

        /** Whether messages from phones are among them. */
        public boolean isFromPhones() {
            return this != SENT;
        }
    }

    public HistoryFilter {
        keys = List.copyOf(keys);
        states = Set.copyOf(states);
    }

    /** All of an account. */
    public static HistoryFilter of(long account, Kind kind) {
        return new HistoryFilter(account, kind, List.of(), null, null, null, null, Set.of(), 0, Long.MAX_VALUE);
    }

    /** Those of these keys. */
    public HistoryFilter withKeys(List<Long> wanted) {
        return new HistoryFilter(account, kind, wanted, from, to, own, phone, states, sinceMicros, untilMicros);
    }

    /** Those from one number to another. */
    public HistoryFilter between(@Nullable String sender, @Nullable String recipient) {
        return new HistoryFilter(account, kind, keys, sender, recipient, own, phone, states, sinceMicros, untilMicros);
    }

    /** Those between a number of the account and a phone. */
    public HistoryFilter with(@Nullable String ownNumber, @Nullable String phoneNumber) {
        return new HistoryFilter(
                account, kind, keys, from, to, ownNumber, phoneNumber, states, sinceMicros, untilMicros);
    }

    /** Those that have come to one of these states. */
    public HistoryFilter in(Set<SmsState> wanted) {
        return new HistoryFilter(account, kind, keys, from, to, own, phone, wanted, sinceMicros, untilMicros);
    }

    /** Those of a time. */
    public HistoryFilter in(long since, long until) {
        return new HistoryFilter(account, kind, keys, from, to, own, phone, states, since, until);
    }
}
