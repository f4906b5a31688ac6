package trunkline.gateway.limit;

/**
 * Messages of one account in a day, those to numbers that begin alike.
 *
 * @param account its number
 * @param voice whether they are voice messages
 * @param numbers how their numbers begin: {@code +} and up to {@value Price#DIGITS_MAX} digits
 * @param messages how many
 * @param segments of SMS
 */
public record DayUse(long account, boolean voice, String numbers, long messages, long segments) {}
