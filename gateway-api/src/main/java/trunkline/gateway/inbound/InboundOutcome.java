package trunkline.gateway.inbound;

/** What a delivery led to. */
public enum InboundOutcome {
    /** A message was given: it stood alone, or this was the part that it lacked. */
    GIVEN,
    /** A part is kept until the others come. */
    WAITS,
    /** It had come before, and led to nothing. */
    REPEATED
}
