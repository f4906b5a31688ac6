package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it is kept for those who want to be told.
 *
 * @param id orders the events of a store by their commits
 * @param account whose it is
 * @param message the message that it happened to, 0 if to none
 * @param version of that message after it, so that what comes twice or late can be told apart; 0 if it has none
 * @param kind its name, {@code sms.delivered}
 * @param atMicros when it happened, microseconds since 1970 in UTC
 * @param data a JSON object of what only this kind has to say; null for nothing
 */
public record Event(
        long id, long account, long message, int version, String kind, long atMicros, @Nullable String data) {}
