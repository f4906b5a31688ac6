package trunkline.sip.locate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** A name server on loopback, over UDP, with a zone as it stands in zone files. */
public final class FakeNameServer implements AutoCloseable {

    /** What it does with questions. */
    public enum Mood {
        ANSWERS,
        REFUSES,
        FAILS,
        SILENT
    }

    private final DatagramSocket socket;
    private final List<Record> zone = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.ANSWERS;

    public FakeNameServer() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "fake-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Replaces the zone; lines such as {@code _sip._udp.example.com. 60 IN SRV 1 0 5060 a.example.com.}. */
    public void zone(String lines) {
        List<Record> records = new ArrayList<>();
        try (Master master = new Master(
                new java.io.ByteArrayInputStream(lines.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))) {
            for (Record record; (record = master.nextRecord()) != null; ) {
                records.add(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        zone.clear();
        zone.addAll(records);
    }

    public void mood(Mood newMood) {
        mood = newMood;
    }

    /** Names and types, in order. */
    public List<String> asked() {
        return asked;
    }

    private void serve() {
        byte[] data = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(data, data.length);
                socket.receive(packet);
                Message question = new Message(Arrays.copyOf(data, packet.getLength()));
                byte[] answer = answer(question);
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(Message question) throws IOException {
        Record asking = question.getQuestion();
        asked.add(asking.getName() + " " + org.xbill.DNS.Type.string(asking.getType()));
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(asking, Section.QUESTION);
        switch (mood) {
            case SILENT -> {
                return new byte[0];
            }
            case REFUSES -> answer.getHeader().setRcode(Rcode.REFUSED);
            case FAILS -> answer.getHeader().setRcode(Rcode.SERVFAIL);
            case ANSWERS -> {
                boolean known = false;
                for (Record record : zone) {
                    if (record.getName().equals(asking.getName())) {
                        known = true;
                        if (record.getType() == asking.getType()) {
                            answer.addRecord(record, Section.ANSWER);
                        }
                    }
                }
                answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
                Name root = Name.root;
                answer.addRecord(new SOARecord(root, DClass.IN, 1, root, root, 1, 1, 1, 1, 1), Section.AUTHORITY);
            }
        }
        return answer.toWire();
    }

    @Override
    public void close() {
        socket.close();
    }
}
