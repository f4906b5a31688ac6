package trunkline.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers, waits until it hears something, presses keys by RFC 4733 or INFO, keeps what it hears, and takes the BYE. */
final class KeyPressingPhone implements AutoCloseable {
    private static final int EVENT_PACKETS = 6;
    private static final int RTP_HEADER = 12;
    private static final int PCMA = 8;

    private final DatagramSocket sip = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final String keys;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int sequence = 1;
    private int timestamp = 1000;
    private volatile @Nullable SocketAddress speaker;
    volatile String infoKey = "";

    KeyPressingPhone(String keys) throws Exception {
        this.keys = keys;
        start(this::runSip);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return sip.getLocalPort();
    }

    private void runSip() throws Exception {
        byte[] buffer = new byte[65_536];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            sip.receive(packet);
            String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
            if (text.startsWith("INVITE") || text.startsWith("BYE")) {
                byte[] answer = answer(text).getBytes(StandardCharsets.UTF_8);
                sip.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
            if (text.startsWith("ACK")) {
                start(() -> listen(text, packet));
            }
        }
    }

    private String answer(String request) {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        request.lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line.startsWith("To:") && !line.contains("tag=") ? line + ";tag=phone" : line)
                .forEach(line -> answer.append(line).append("\r\n"));
        String sdp = request.startsWith("BYE")
                ? ""
                : "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                        + rtp.getLocalPort() + " RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
        return answer + "Contact: <sip:phone@127.0.0.1:" + port() + ">\r\n"
                + (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + sdp.length()
                + "\r\n\r\n" + sdp;
    }

    private void listen(String ack, DatagramPacket from) throws Exception {
        byte[] buffer = new byte[2048];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            rtp.receive(packet);
            if ((buffer[1] & 0x7F) == PCMA) {
                synchronized (heard) {
                    heard.write(buffer, RTP_HEADER, packet.getLength() - RTP_HEADER);
                }
            }
            if (speaker == null) {
                speaker = packet.getSocketAddress();
                begin(ack, from);
            }
        }
    }

    /** All audio so far, in A-law. */
    byte[] heard() {
        synchronized (heard) {
            return heard.toByteArray();
        }
    }

    private void begin(String ack, DatagramPacket from) throws Exception {
        if (!infoKey.isEmpty()) {
            byte[] info = info(ack).getBytes(StandardCharsets.UTF_8);
            sip.send(new DatagramPacket(info, info.length, from.getSocketAddress()));
        }
        press(keys);
    }

    /** Presses keys, once it has heard something. */
    synchronized void press(String more) throws IOException {
        for (int at = 0; at < more.length(); at++) {
            char key = more.charAt(at);
            for (int i = 0; i < EVENT_PACKETS; i++) {
                boolean last = i >= EVENT_PACKETS - 3;
                ByteBuffer event = ByteBuffer.allocate(16);
                event.put((byte) 0x80).put((byte) (i == 0 ? 0x80 | 101 : 101));
                event.putShort((short) sequence++).putInt(timestamp).putInt(42);
                event.put((byte) (key - '0')).put((byte) (last ? 0x8A : 0x0A)).putShort((short) (160 * (i + 1)));
                rtp.send(new DatagramPacket(event.array(), event.capacity(), speaker));
            }
            timestamp += 4000;
        }
    }

    private String info(String ack) {
        String callId = header(ack, "Call-ID");
        String body = "Signal=" + infoKey + "\r\nDuration=160\r\n";
        return "INFO sip:us@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port()
                + ";branch=z9hG4bKinfo\r\nMax-Forwards: 70\r\nFrom: " + header(ack, "To") + "\r\nTo: "
                + header(ack, "From") + "\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 INFO\r\nContent-Type: application/dtmf-relay\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElse("")
                .substring(name.length() + 1)
                .strip();
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}
