/**
 * From a prompt's octets to packets that leave on time, and reports about them.
 *
 * <p>{@link RtpPorts} gives a call its sockets before the INVITE. After the answer, {@link RtpPacer#start} makes a
 * {@link RtpStream} of socket, target and prompt. The pacing thread's wheel gives the stream a turn each ptime; at each
 * the stream writes an {@code RtpHeader}, copies the prompt's next octets behind it and sends both on its connected
 * socket. Every few seconds a turn also sends an RTCP report. What the other side sends is read on another thread, counted
 * and never played. {@link RtpListener} hears of the end; the owner then stops the stream, which says BYE and closes the
 * sockets.
 */
@NullMarked
package trunkline.media.rtp;

import org.jspecify.annotations.NullMarked;
