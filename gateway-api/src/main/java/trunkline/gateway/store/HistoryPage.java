package trunkline.gateway.store;

import java.util.List;

/**
 * Some of the messages that were asked for.
 *
 * @param turns the newest first
 * @param total how many there are in all, as far as was looked
 * @param isWhole whether it was looked at all that the account has; else at its newest ones only
 */
public record HistoryPage(List<Conversation.Turn> turns, int total, boolean isWhole) {}
