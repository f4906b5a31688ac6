package trunkline.gateway.message;

import java.time.Duration;

/**
 * What a user asked for, whichever API he spoke.
 *
 * @param account the account that asked
 * @param from whom the recipient sees
 * @param to the recipient
 * @param content what the recipient gets
 * @param validity how long it is worth delivering, from the moment it is kept
 */
public record MessageRequest(long account, Sender from, PhoneNumber to, Content content, Duration validity) {}
