package trunkline.media.rtp;

import java.io.IOException;

/**
 * How the packets of a lane leave and come in, and how its pacing thread waits meanwhile: with sockets of each call's own,
 * or through one that all share.
 */
interface LaneIo {

    /** The thread that runs {@code pacing}, not started. */
    Thread thread(Runnable pacing, String name);

    /** Opens what belongs to all; on the pacing thread, before its first turn. */
    void begin() throws IOException;

    /** Reads what comes for a stream from now on. */
    void listen(RtpSocket socket, StreamInbound from) throws IOException;

    /** Closes a stream's socket, soon, and gives its ports back. */
    void release(RtpSocket socket);

    /** Waits on the pacing thread, no longer than {@code nanos}, or until {@link #wake}. */
    void rest(long nanos);

    /** Ends the rest that the pacing thread takes, or will take next. */
    void wake();

    /** All packets of this moment were sent: what was put together leaves now. On the pacing thread. */
    void flush();

    /** On the pacing thread, after its last turn. */
    void end();

    /** From outside, after that; waits no longer than {@code millis}. */
    void close(long millis) throws InterruptedException;
}
