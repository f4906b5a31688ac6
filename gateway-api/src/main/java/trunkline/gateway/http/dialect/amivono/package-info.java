/**
 * The native API, which is Amivono's: {@code /messages/sms}, {@code /messages/voice}, and the voice files that the latter
 * plays. A request becomes what {@link trunkline.gateway.dispatch.Intake} takes in; an outcome becomes the documented
 * answer.
 */
@NullMarked
package trunkline.gateway.http.dialect.amivono;

import org.jspecify.annotations.NullMarked;
