package trunkline.sip.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The far end of a test: a socket that says exactly what the test says, and shows what came. */
final class ScriptedPeer implements AutoCloseable {

    static final String SDP =
            """
            v=0
            o=peer 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40002 RTP/AVP 0
            """
                    .replace("\n", "\r\n");

    private static final int PATIENCE_MILLIS = 5000;

    private final DatagramSocket socket;
    private final List<SipText> seen = new ArrayList<>();

    ScriptedPeer() {
        this("127.0.0.1");
    }

    /** At another of the addresses of this machine, such as 127.0.0.2. */
    ScriptedPeer(String address) {
        this(address, 0);
    }

    /** At this port, which another may have had before. */
    ScriptedPeer(String address, int port) {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String hostPort() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    String contact() {
        return "<sip:peer@" + hostPort() + ">";
    }

    /** All that has been read from the socket. */
    List<SipText> seen() {
        return seen;
    }

    /** The first that begins so, of those that have been read. */
    SipText seen(String start) {
        return seen.stream()
                .filter(message -> message.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + start + " has come"));
    }

    /** The next message whose start line begins so; others that come before it are passed over. */
    SipText expect(String start) {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (true) {
            SipText message = next((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (message == null) {
                throw new AssertionError("no " + start + " came; seen "
                        + seen.stream().map(SipText::startLine).toList());
            }
            if (message.startsWith(start)) {
                return message;
            }
        }
    }

    /** Whether nothing that begins so comes within this time. */
    boolean nothing(String start, int withinMillis) {
        long deadline = System.nanoTime() + withinMillis * 1_000_000L;
        while (System.nanoTime() - deadline < 0) {
            SipText message = next((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (message != null && message.startsWith(start)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable SipText next(int timeoutMillis) {
        byte[] data = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(data, data.length);
        try {
            socket.setSoTimeout(timeoutMillis);
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SipText message =
                new SipText(new String(data, 0, packet.getLength(), StandardCharsets.UTF_8), (InetSocketAddress)
                        packet.getSocketAddress());
        seen.add(message);
        return message;
    }

    /** A response to a request, with further header lines; a line that is empty begins the body. */
    void respond(SipText request, String status, String toTag, String... lines) {
        send(response(request, status, toTag, lines), request.from());
    }

    static String response(SipText request, String status, String toTag, String... lines) {
        String to = request.header("To");
        String tagged = toTag.isEmpty() || to.contains(";tag=") ? to : to + ";tag=" + toTag;
        return "SIP/2.0 " + status + "\r\n"
                + "Via: " + request.header("Via") + "\r\n"
                + "From: " + request.header("From") + "\r\n"
                + "To: " + tagged + "\r\n"
                + "Call-ID: " + request.header("Call-ID") + "\r\n"
                + "CSeq: " + request.header("CSeq") + "\r\n"
                + rest(lines);
    }

    /** 200 to an INVITE, with an answer. */
    void answer(SipText invite, String toTag) {
        respond(invite, "200 OK", toTag, "Contact: " + contact(), "Content-Type: application/sdp", "", SDP);
    }

    /** A request in the dialog that {@code invite} opened. */
    String request(SipText invite, String method, int sequence, String toTag, String... lines) {
        String target = invite.header("Contact").replaceAll(".*<(.*)>.*", "$1");
        return method + " " + target + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + hostPort() + ";branch=z9hG4bK" + System.nanoTime() + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: " + invite.header("To") + ";tag=" + toTag + "\r\n"
                + "To: " + invite.header("From") + "\r\n"
                + "Call-ID: " + invite.header("Call-ID") + "\r\n"
                + "CSeq: " + sequence + " " + method + "\r\n"
                + rest(lines);
    }

    private static String rest(String... lines) {
        StringBuilder text = new StringBuilder();
        String body = "";
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isEmpty()) {
                body = String.join("\r\n", List.of(lines).subList(i + 1, lines.length));
                break;
            }
            text.append(lines[i]).append("\r\n");
        }
        return text + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    void send(String text, InetSocketAddress to) {
        send(text.getBytes(StandardCharsets.UTF_8), to);
    }

    void send(byte[] octets, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(octets, octets.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
