/**
 * The gateway: takes messages by HTTP, keeps them, and sends them over SMPP and SIP.
 *
 * <p>{@link trunkline.gateway.Gateway} wires the rest. The core ({@code message}, {@code call}, {@code dispatch},
 * {@code store}, {@code account}) knows no protocol and no library of one; the adapters ({@code http}, {@code smsc},
 * {@code trunk}, {@code storage}, {@code config}, {@code metrics}, {@code cli}) know the core.
 *
 * <p>An SMS on its way through: {@code http.dialect} parses it, {@code dispatch.Intake} finds its way and has
 * {@code storage} keep it; the commit hands it to the {@code dispatch.SmsDispatcher} of that way, and answers the client;
 * {@code smsc.SmscLink} submits it and brings back the response and the receipt.
 */
@NullMarked
package trunkline.gateway;

import org.jspecify.annotations.NullMarked;
