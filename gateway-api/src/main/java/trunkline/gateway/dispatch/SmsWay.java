package trunkline.gateway.dispatch;

import trunkline.gateway.store.MessageStore;

/**
 * What the SMS of one way pass on their way out. All but the store is confined to the executor of the link.
 *
 * @param backlog what was never claimed
 * @param queue all that is to be sent, the backlog too, in its order
 */
record SmsWay(SmsLink link, MessageStore store, Clocks clocks, SmsFigures figures, Backlog backlog, SmsQueue queue) {}
