package trunkline.media.recorder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import trunkline.media.srtp.SrtpKey;

/** One call being heard. The holder finishes or closes it, which frees its ports. Thread-safe. */
public final class Recording implements AutoCloseable {

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final Heard heard;
    private final Selector selector;
    private final InetSocketAddress local;

    Recording(DatagramChannel rtp, DatagramChannel rtcp, Heard heard, Selector selector) throws IOException {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.heard = heard;
        this.selector = selector;
        this.local = (InetSocketAddress) rtp.getLocalAddress();
    }

    /** Where the call's RTP is heard: what the answer names. */
    public InetSocketAddress local() {
        return local;
    }

    /** Packets from now on are protected with this key (RFC 3711); null if they are not. */
    public void protectedBy(@Nullable SrtpKey key) {
        heard.protectedBy(key);
    }

    /** What was heard so far. */
    public RecordingReport report() {
        return heard.report();
    }

    /** The audio so far, silence where packets are missing. */
    public short[] samples() {
        return heard.samples();
    }

    /** Samples per second of it: 16,000 if the call is in G.722, else 8,000. */
    public int sampleRate() {
        return heard.sampleRate();
    }

    /** Ends the recording and writes it as a WAV of 16 bits. */
    public RecordingReport finish(Path wav) throws IOException {
        close();
        WavFile.write(wav, heard.samples(), heard.sampleRate());
        return heard.report();
    }

    /** Ends the recording; what was heard can still be asked for. */
    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
        if (selector.isOpen()) {
            selector.wakeup(); // a port is free once the selector has let go of it
        }
    }

    DatagramChannel rtp() {
        return rtp;
    }

    DatagramChannel rtcp() {
        return rtcp;
    }

    Heard heard() {
        return heard;
    }
}
