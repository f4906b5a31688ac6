package trunkline.gateway.dispatch;

import trunkline.gateway.message.OutboundMessage;

/** Wants to know which SMSC takes which message. Thread-safe. */
public interface DeliveryWatch {

    /** Nobody does. */
    DeliveryWatch NONE = (message, way) -> {};

    /** A way has taken a segment of a message; told before that is recorded, and so before a receipt can be. */
    void submitted(OutboundMessage message, String way);
}
