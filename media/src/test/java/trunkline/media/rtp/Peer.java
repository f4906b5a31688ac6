package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The other side of one call, by hand: plain sockets, packets made here. */
final class Peer implements AutoCloseable {

    private static final int WAIT_MILLIS = 10_000;

    private final DatagramSocket rtp;

    private Peer(DatagramSocket rtp) {
        this.rtp = rtp;
    }

    static Peer open() throws IOException {
        return at(0);
    }

    static Peer at(int port) throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(LoopbackCalls.LOOPBACK, port));
        socket.setSoTimeout(WAIT_MILLIS);
        return new Peer(socket);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) rtp.getLocalSocketAddress();
    }

    /** The next packet that comes, whatever it is. */
    ByteBuffer receive() throws IOException {
        return ByteBuffer.wrap(receiveOctets());
    }

    byte[] receiveOctets() throws IOException {
        var packet = new DatagramPacket(new byte[2048], 2048);
        rtp.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    /** Where the next packet that comes is from. */
    InetSocketAddress receiveFrom() throws IOException {
        return receiveFrom(false);
    }

    /** Where the next report that comes to the audio's port is from. */
    InetSocketAddress receiveReportFrom() throws IOException {
        return receiveFrom(true);
    }

    private InetSocketAddress receiveFrom(boolean report) throws IOException {
        var packet = new DatagramPacket(new byte[2048], 2048);
        do {
            rtp.receive(packet);
        } while (report && !InboundPacket.isRtcp(packet.getData()[1] & 0xFF));
        return (InetSocketAddress) packet.getSocketAddress();
    }

    /** The next packet of this payload type; others are passed over. */
    ByteBuffer receive(int payloadType) throws IOException {
        ByteBuffer packet = receive();
        for (int i = 0; RtpHeader.payloadType(packet) != payloadType; i++) {
            assertThat(i).as("packets of other types").isLessThan(1000);
            packet = receive();
        }
        return packet;
    }

    void send(InetSocketAddress to, int payloadType, int sequence, int timestamp, int ssrc, byte... payload)
            throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(RtpHeader.LENGTH + payload.length);
        RtpHeader.write(packet, false, payloadType, sequence, timestamp, ssrc);
        packet.put(RtpHeader.LENGTH, payload);
        send(to, packet.array(), packet.limit());
    }

    void send(InetSocketAddress to, byte[] packet, int length) throws IOException {
        rtp.send(new DatagramPacket(packet, length, to));
    }

    @Override
    public void close() {
        rtp.close();
    }
}
