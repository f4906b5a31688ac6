package trunkline.gateway.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.message.Transliteration;

/**
 * The section {@code sms}.
 *
 * @param maxSegments segments a text may take, 1 to 255
 * @param transliterate which characters may be replaced by like ones where that makes a text shorter
 * @param validity how long an SMS is worth delivering
 * @param retryFirst rest after the first attempt that came to nothing; doubled after each further one
 * @param retryMax upper bound of that
 * @param failoverAfter how long an SMSC or trunk may be down before messages go by another
 * @param receiptPatience how long a receipt that is in doubt waits for a better match
 * @param unmatchedReceipts how long receipts are kept that match nothing
 * @param rateWindow over how long delivery rates are measured
 */
public record SmsConfig(
        int maxSegments,
        Transliteration transliterate,
        Duration validity,
        Duration retryFirst,
        Duration retryMax,
        Duration failoverAfter,
        Duration receiptPatience,
        Duration unmatchedReceipts,
        Duration rateWindow) {

    private static final int MAX_SEGMENTS = 10;
    private static final int SEGMENTS_MAX = 255;
    private static final Duration VALIDITY = Duration.ofDays(3);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(5);
    private static final Duration RETRY_MAX = Duration.ofMinutes(10);
    private static final Duration FAILOVER_AFTER = Duration.ofSeconds(3);
    private static final Duration RECEIPT_PATIENCE = Duration.ofMinutes(1);
    private static final Duration UNMATCHED_RECEIPTS = Duration.ofDays(3);
    private static final Duration RATE_WINDOW = Duration.ofHours(6);

    static SmsConfig read(Section section) {
        SmsConfig config = new SmsConfig(
                section.integer("max-segments", MAX_SEGMENTS, 1, SEGMENTS_MAX),
                transliteration(section),
                section.duration("validity", VALIDITY),
                section.duration("retry-first", RETRY_FIRST),
                section.duration("retry-max", RETRY_MAX),
                section.duration("failover-after", FAILOVER_AFTER),
                section.duration("receipt-patience", RECEIPT_PATIENCE),
                section.duration("unmatched-receipts", UNMATCHED_RECEIPTS),
                section.duration("rate-window", RATE_WINDOW));
        section.end();
        return config;
    }

    private static Transliteration transliteration(Section section) {
        Transliterate usual = section.oneOf("transliterate", Transliterate.NONE);
        Map<String, Transliterate> accounts = new HashMap<>();
        for (Section account : section.sections("accounts")) {
            String name = account.required("name", "must be the name of an account");
            if (accounts.put(name, account.oneOf("transliterate", usual)) != null) {
                account.wrong("name", "is there twice");
            }
            account.end();
        }
        return new Transliteration(usual, accounts);
    }
}
