package trunkline.gateway.message;

import java.time.Duration;

/**
 * What a user asked for, whichever API he spoke.
 *
 * @param account the account that asked
 * @param from whom the recipient sees
 * @param to the recipient
 * @param content what the recipient gets
 * @param validity how long it is worth delivering, from the moment it is kept, or is to be sent if that is later
 * @param plan when it is to be sent
 */
public record MessageRequest(
        long account, Sender from, PhoneNumber to, Content content, Duration validity, SendPlan plan) {

    /** To be sent at once. */
    public MessageRequest(long account, Sender from, PhoneNumber to, Content content, Duration validity) {
        this(account, from, to, content, validity, SendPlan.NOW);
    }

    /** The same with another content. */
    public MessageRequest with(Content other) {
        return new MessageRequest(account, from, to, other, validity, plan);
    }

    /** Whether it waits for a time. */
    public boolean isScheduled() {
        return plan.sendAtMicros() > 0;
    }
}
