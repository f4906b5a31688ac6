package trunkline.gateway.message;

import java.util.concurrent.TimeUnit;

/**
 * A message that is kept: it survives this process, and will reach exactly one final state.
 *
 * @param id its name
 * @param request what was asked for
 * @param way the SMSC or trunk that a route chose for it
 * @param createdAtMicros when it was kept, microseconds since 1970 in UTC
 * @param reference what its segments are joined by, if there are several: 0 to 65535, another one for each message to one
 *     recipient until all have been used; any value if it is one segment, or a call
 */
public record OutboundMessage(MessageId id, MessageRequest request, String way, long createdAtMicros, int reference) {

    /** Orders messages of one store by the commit that kept them. */
    public long key() {
        return id.key();
    }

    /** From when on it is no longer worth delivering, microseconds since 1970 in UTC. */
    public long expiresAtMicros() {
        return Math.max(createdAtMicros, request.plan().sendAtMicros())
                + TimeUnit.NANOSECONDS.toMicros(request.validity().toNanos());
    }

    /** The same with another content. */
    public OutboundMessage with(Content content) {
        MessageRequest other = new MessageRequest(
                request.account(), request.from(), request.to(), content, request.validity(), request.plan());
        return new OutboundMessage(id, other, way, createdAtMicros, reference);
    }

    /** The same as another sender would send it. */
    public OutboundMessage as(Sender from) {
        MessageRequest other = new MessageRequest(
                request.account(), from, request.to(), request.content(), request.validity(), request.plan());
        return new OutboundMessage(id, other, way, createdAtMicros, reference);
    }
}
