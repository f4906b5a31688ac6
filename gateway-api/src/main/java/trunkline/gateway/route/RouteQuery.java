package trunkline.gateway.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/**
 * A message that looks for its way.
 *
 * @param type what it is
 * @param to its recipient
 * @param from whom the recipient sees; null if that is not known
 * @param account the name of the account that sends it; empty if that is not known
 * @param at when it is sent
 */
public record RouteQuery(MessageClass type, PhoneNumber to, @Nullable Sender from, String account, Instant at) {}
