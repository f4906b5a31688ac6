package trunkline.gateway.store;

import java.util.List;

/**
 * Some of the messages that were asked for, the newest first.
 *
 * @param messages may be fewer than asked for, or none, though there are more: a page looks at a bounded number of messages
 * @param nextBeforeKey where the next page begins, 0 if this is the last one
 */
public record MessagePage(List<MessageReport> messages, long nextBeforeKey) {}
