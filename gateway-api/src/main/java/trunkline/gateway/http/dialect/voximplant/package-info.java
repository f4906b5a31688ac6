/**
 * Voximplant's management API, as far as it sends SMS: {@code SendSmsMessage} in every shape that its SDKs and documents give a
 * request. Who asks is told by a token that is signed with the key of a service account, or by an API key.
 */
@NullMarked
package trunkline.gateway.http.dialect.voximplant;

import org.jspecify.annotations.NullMarked;
