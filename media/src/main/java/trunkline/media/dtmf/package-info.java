/**
 * The keys of a telephone: as events beside the audio (RFC 4733), and as pairs of tones in it (ITU-T Q.23).
 *
 * <p>{@link KeyEvent} is what a packet carries. {@link KeyTimeline} says what to send when for a row of keys;
 * {@link KeyListener} makes of the packets of the other side one key press each. {@link ToneDetector} finds keys in
 * samples, for peers that know no events. Nothing here knows sockets or clocks; everything is confined to one thread.
 */
@NullMarked
package trunkline.media.dtmf;

import org.jspecify.annotations.NullMarked;
