package trunkline.sip.stack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A far end that keeps no state and serves any number of calls; the last digit of the called number says what becomes
 * of a call: 0 to 3 answer, 4 answers and hangs up, 5 is busy, 6 is silent, 7 rings until CANCEL, 8 asks for
 * credentials first, 9 answers twice from two forks.
 */
final class ManyCalleesPeer implements AutoCloseable {

    private final DatagramSocket socket;

    ManyCalleesPeer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setReceiveBufferSize(4 << 20);
        Thread thread = new Thread(this::run, "many-callees");
        thread.setDaemon(true);
        thread.start();
    }

    String hostPort() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void run() {
        byte[] data = new byte[65_536];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(data, data.length);
            try {
                socket.receive(packet);
                on(new SipText(new String(data, 0, packet.getLength(), StandardCharsets.UTF_8), (InetSocketAddress)
                        packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void on(SipText message) throws IOException {
        if (message.startsWith("INVITE")) {
            onInvite(message);
        } else if (message.startsWith("CANCEL")) {
            respond(message, "200 OK", "");
            respond(asInvite(message), "487 Request Terminated", "");
        } else if (message.startsWith("BYE")) {
            respond(message, "200 OK", "");
        } else if (message.startsWith("ACK")
                && digit(message) == '4'
                && message.header("To").contains("tag=a")) {
            send(bye(message), message.from());
        }
    }

    private void onInvite(SipText invite) throws IOException {
        switch (digit(invite)) {
            case '5' -> respond(invite, "486 Busy Here", "");
            case '6' -> {}
            case '7' -> respond(invite, "180 Ringing", "a");
            case '8' -> {
                if (invite.has("Authorization")) {
                    answer(invite, "a");
                } else {
                    respond(invite, "401 Unauthorized", "", "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"");
                }
            }
            case '9' -> {
                answer(invite, "a");
                answer(invite, "b");
            }
            default -> answer(invite, "a");
        }
    }

    private static char digit(SipText message) {
        String to = message.header("To");
        return to.charAt(to.indexOf('@') - 1);
    }

    private static SipText asInvite(SipText cancel) {
        return new SipText(cancel.text().replace("CANCEL", "INVITE"), cancel.from());
    }

    private void answer(SipText invite, String tag) throws IOException {
        respond(
                invite,
                "200 OK",
                tag,
                "Contact: <sip:x@" + hostPort() + ">",
                "Content-Type: application/sdp",
                "",
                ScriptedPeer.SDP);
    }

    private void respond(SipText request, String status, String tag, String... lines) throws IOException {
        send(ScriptedPeer.response(request, status, tag, lines), request.from());
    }

    private String bye(SipText ack) {
        return "BYE sip:us@" + ack.from().getHostString() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + hostPort() + ";branch=z9hG4bK" + ack.header("Call-ID") + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: " + ack.header("To") + "\r\nTo: " + ack.header("From") + "\r\n"
                + "Call-ID: " + ack.header("Call-ID") + "\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n";
    }

    private void send(String text, InetSocketAddress to) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(octets, octets.length, to));
    }

    @Override
    public void close() {
        socket.close();
    }
}
