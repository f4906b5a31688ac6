package trunkline.gateway.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import trunkline.gateway.config.PortRange;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.config.VoiceConfig;
import trunkline.gateway.trunk.TrunkAudio;
import trunkline.gateway.trunk.TrunkProfileSettings;
import trunkline.media.codec.PayloadType;
import trunkline.media.rtp.RtpPacer;
import trunkline.media.rtp.RtpPorts;
import trunkline.media.rtp.RtpSettings;
import trunkline.media.rtp.RtpSocket;
import trunkline.media.sdp.AddressPolicy;
import trunkline.media.sdp.LocalMedia;

/** What a test call sends audio with: ports of the range that the gateway uses too, but for those that it holds. */
final class TestMedia implements AutoCloseable {

    private final TrunkAudio audio;
    private final List<PayloadType> offered;
    private final InetAddress address;
    private final RtpPorts ports;
    private final RtpPacer pacer;
    private final SecureRandom random = new SecureRandom();

    private TestMedia(TrunkConfig trunk, VoiceConfig voice) throws IOException {
        this.offered = TrunkProfileSettings.payloadTypes(trunk.profile());
        this.audio = TrunkAudio.of(trunk, offered);
        this.address = InetAddress.getByName(voice.rtp().address());
        PortRange range = voice.rtp().ports();
        this.ports = RtpPorts.range(address, range.first(), range.last(), random);
        this.pacer = RtpPacer.open(RtpSettings.DEFAULT.withStreamsMax(1).withThreads(1));
    }

    static TestMedia open(TrunkConfig trunk, VoiceConfig voice) throws IOException {
        return new TestMedia(trunk, voice);
    }

    /** A pair of ports, or why there is none. */
    RtpPorts.Opening openPorts() {
        return ports.open();
    }

    LocalMedia offer(RtpSocket socket) {
        return LocalMedia.offering(
                random.nextLong() >>> 1, socket.local(), audio.terms().protectedBy(audio.protection(), random));
    }

    /** What is offered, the best first. */
    List<PayloadType> offered() {
        return offered;
    }

    /** Its own port is not refused: nobody but the trunk is told it. */
    AddressPolicy policy() {
        return new AddressPolicy(address.isLoopbackAddress(), target -> false);
    }

    RtpPacer pacer() {
        return pacer;
    }

    @Override
    public void close() {
        pacer.close();
    }
}
