/**
 * The API of voip-communications.net for SMS: {@code sms/send}, one text to one or more numbers. Each number becomes a message
 * that {@link trunkline.gateway.dispatch.Intake} takes in; the answer has a row for each.
 */
@NullMarked
package trunkline.gateway.http.dialect.voipcommunications;

import org.jspecify.annotations.NullMarked;
