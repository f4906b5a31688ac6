package trunkline.media.rtp;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Each call has sockets of its own: a thread beside the pacing thread reads them. */
final class OwnSocketsIo implements LaneIo {

    private final Inbound inbound;
    private volatile @Nullable Thread pacing;

    private OwnSocketsIo(Inbound inbound) {
        this.inbound = inbound;
    }

    static OwnSocketsIo open(String number, LongSupplier nanoClock) throws IOException {
        return new OwnSocketsIo(Inbound.open("media-rtp-inbound" + number, nanoClock));
    }

    @Override
    public Thread thread(Runnable pacing, String name) {
        return new Thread(pacing, name);
    }

    @Override
    public void begin() {
        pacing = Thread.currentThread();
        inbound.start();
    }

    @Override
    public void listen(RtpSocket socket, StreamInbound from) throws IOException {
        inbound.add((OwnSocket) socket, from.rtp(), from.rtcp());
    }

    @Override
    public void release(RtpSocket socket) {
        inbound.release((OwnSocket) socket);
    }

    @Override
    public void rest(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    public void wake() {
        LockSupport.unpark(pacing);
    }

    @Override
    public void flush() {
        // each packet has left already
    }

    @Override
    public void end() {
        // the sockets are closed with their streams
    }

    @Override
    public void close(long millis) throws InterruptedException {
        inbound.close(millis);
    }
}
