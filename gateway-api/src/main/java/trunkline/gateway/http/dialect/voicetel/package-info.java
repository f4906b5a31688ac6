/**
 * VoiceTel's APIs for SMS: {@code /v2/sms/}, whose key is a parameter, and {@code /v2.2/messages}, which its SDKs speak. A
 * request becomes what {@link trunkline.gateway.dispatch.Intake} takes in; an outcome becomes VoiceTel's answer. Numbers are
 * those of North America, ten digits long.
 */
@NullMarked
package trunkline.gateway.http.dialect.voicetel;

import org.jspecify.annotations.NullMarked;
