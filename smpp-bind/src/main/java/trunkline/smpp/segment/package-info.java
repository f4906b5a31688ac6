/**
 * From a text to the octets of its short messages.
 *
 * <p>A text enters {@link trunkline.smpp.segment.SegmentPlan#of} when somebody only asks what it will cost, and
 * {@link trunkline.smpp.segment.SegmentEncoder#encode} when it is sent, both with the
 * {@link trunkline.smpp.segment.EncodingSettings} of the SMSC that gets it. Both first try the GSM 7-bit default alphabet
 * ({@code Gsm7Alphabet}); where it lacks a character, {@code CodingChoice} finds what takes the fewest segments: national
 * tables ({@code NationalTables}), if the SMSC lets them through, or UCS-2. A text that does not fit one message is cut
 * where neither an escape pair nor a surrogate pair is hurt ({@code SegmentCut}), and each segment gets its
 * {@code UserDataHeader}. What cannot be sent whole is an error value: nothing is replaced and nothing is left out.
 *
 * <p>The package knows no PDU and no socket: what it writes goes into the short_message or message_payload of a submit_sm
 * as it stands, with {@link trunkline.smpp.segment.DataCoding#value} as data_coding.
 */
@NullMarked
package trunkline.smpp.segment;

import org.jspecify.annotations.NullMarked;
