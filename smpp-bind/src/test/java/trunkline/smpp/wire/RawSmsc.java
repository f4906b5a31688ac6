package trunkline.smpp.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A peer on a plain socket that reads whole PDUs and writes whatever octets a test gives it. One link at a time. */
public final class RawSmsc implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final ServerSocket server;
    private @Nullable Socket link;

    public RawSmsc() throws IOException {
        server = new ServerSocket();
        server.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** On any free port. */
    public RawSmsc listen() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        return this;
    }

    /** The same with a small buffer for what comes in, so that a sender is soon held up. */
    public RawSmsc listenWithLittleRoom() throws IOException {
        server.setReceiveBufferSize(4 * 1024);
        return listen();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Takes the next connection. */
    public RawSmsc accept() throws IOException {
        Socket accepted = server.accept();
        accepted.setTcpNoDelay(true);
        accepted.setSoTimeout(TIMEOUT_MILLIS);
        link = accepted;
        return this;
    }

    /** Takes the next connection and answers its bind with ESME_ROK. */
    public RawSmsc acceptBind() throws IOException {
        accept();
        write(Pdus.response(Pdus.BIND_TRANSCEIVER, 0, sequenceOf(readPdu()), "raw"));
        return this;
    }

    /** The next PDU, header included. */
    public byte[] readPdu() throws IOException {
        var in = new DataInputStream(link().getInputStream());
        byte[] length = new byte[4];
        in.readFully(length);
        byte[] pdu = new byte[ByteBuffer.wrap(length).getInt()];
        System.arraycopy(length, 0, pdu, 0, 4);
        in.readFully(pdu, 4, pdu.length - 4);
        return pdu;
    }

    /** Whether the peer closes the link, without having sent anything before. */
    public boolean isClosedByPeer() {
        try {
            return link().getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    public void write(byte[] octets) throws IOException {
        link().getOutputStream().write(octets);
    }

    /** Closes the link in good order. */
    public void closeLink() {
        try {
            link().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the link off with a reset. */
    public void resetLink() throws IOException {
        link().setSoLinger(true, 0);
        link().close();
    }

    public static int commandIdOf(byte[] pdu) {
        return ByteBuffer.wrap(pdu).getInt(4);
    }

    public static int statusOf(byte[] pdu) {
        return ByteBuffer.wrap(pdu).getInt(8);
    }

    public static int sequenceOf(byte[] pdu) {
        return ByteBuffer.wrap(pdu).getInt(12);
    }

    private Socket link() {
        if (link == null) {
            throw new IllegalStateException("no link accepted");
        }
        return link;
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (link != null) {
            link.close();
        }
    }
}
