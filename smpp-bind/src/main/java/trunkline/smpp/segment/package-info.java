/**
 * From a text to the octets of its short messages.
 *
 * <p>A text enters {@link trunkline.smpp.segment.SegmentPlan#of} when somebody only asks what it will cost, and
 * {@link trunkline.smpp.segment.SegmentEncoder#encode} when it is sent. Both first try the GSM 7-bit default alphabet
 * ({@code Gsm7Alphabet}); one character outside it makes the whole text UCS-2. A text that does not fit one message is
 * cut where neither an escape pair nor a surrogate pair is hurt, and each segment gets a
 * {@link trunkline.smpp.segment.ConcatenationHeader}. What cannot be sent whole is an error value: nothing is replaced
 * and nothing is left out.
 *
 * <p>The package knows no PDU and no socket: what it writes goes into the short_message of a submit_sm as it stands,
 * with {@link trunkline.smpp.segment.DataCoding#value} as data_coding.
 */
@NullMarked
package trunkline.smpp.segment;

import org.jspecify.annotations.NullMarked;
