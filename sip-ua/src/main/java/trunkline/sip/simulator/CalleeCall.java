package trunkline.sip.simulator;

import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.MessageBody;

/**
 * A call as the callee sees it.
 *
 * @param from user part of the From URI
 * @param to user part of the Request-URI: the number that was called
 * @param offer of the INVITE; null where it had none
 */
public record CalleeCall(String callId, String from, String to, @Nullable MessageBody offer) {}
