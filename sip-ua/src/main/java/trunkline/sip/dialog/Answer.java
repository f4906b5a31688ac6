package trunkline.sip.dialog;

import org.jspecify.annotations.Nullable;

/**
 * A 2xx response to the INVITE, from one of the places that it was forked to (RFC 3261 §13.2.2.4).
 *
 * @param fork the tag of its To header, which names the dialog
 * @param body the answer; null where neither the 2xx nor an earlier reliable response had one
 * @param session the session timer that was agreed on; null for none
 */
public record Answer(String fork, SipStatus status, @Nullable MessageBody body, @Nullable SessionExpires session) {}
