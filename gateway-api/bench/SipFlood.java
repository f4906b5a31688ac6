import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends SIP over UDP that nobody has asked for: INVITE, OPTIONS, SUBSCRIBE and octets that mean nothing, in turn, each from the known
 * source and then from the unknown one, at a steady rate.
 *
 * <pre>
 *   java SipFlood.java HOST:PORT RATE SECONDS KNOWN-ADDRESS UNKNOWN-ADDRESS
 * </pre>
 */
final class SipFlood {

    private static final String[] METHODS = {"INVITE", "OPTIONS", "SUBSCRIBE"};
    private static final int GARBAGE_OCTETS_MAX = 1_200;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final InetSocketAddress target;
    private final Random random = new Random(2_000);

    private SipFlood(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        this.target =
                new InetSocketAddress(hostPort.substring(0, colon), Integer.parseInt(hostPort.substring(colon + 1)));
    }

    /** One end of the flood, and how many answers came to it. */
    private record Source(DatagramSocket socket, LongAdder answers) {

        static Source at(String address) throws IOException {
            var source = new Source(new DatagramSocket(0, InetAddress.getByName(address)), new LongAdder());
            source.socket.setReceiveBufferSize(1 << 20);
            Thread reader = new Thread(source::count);
            reader.setDaemon(true);
            reader.start();
            return source;
        }

        private void count() {
            DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
            try {
                while (true) {
                    socket.receive(packet);
                    answers.increment();
                }
            } catch (IOException e) {
                // closed
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        var flood = new SipFlood(arguments[0]);
        flood.run(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Source.at(arguments[3]),
                Source.at(arguments[4]));
    }

    private void run(int rate, int seconds, Source known, Source unknown) throws IOException {
        long start = System.nanoTime();
        long count = (long) rate * seconds;
        for (long number = 0; number < count; number++) {
            // due times are counted from the start, so that no delay adds up
            long due = start + number * SECOND_NANOS / rate;
            for (long left; (left = due - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            Source source = number % 2 == 0 ? known : unknown;
            byte[] octets = octets(number, source.socket);
            source.socket.send(new DatagramPacket(octets, octets.length, target));
        }
        double took = (System.nanoTime() - start) / (double) SECOND_NANOS;
        LockSupport.parkNanos(SECOND_NANOS);
        System.out.printf(
                "flood: %d requests in %.1f s, %.0f a second; %d answers to the known source, %d to the unknown one%n",
                count, took, count / took, known.answers.sum(), unknown.answers.sum());
    }

    private byte[] octets(long number, DatagramSocket from) {
        int kind = (int) (number / 2 % (METHODS.length + 1));
        if (kind == METHODS.length) {
            byte[] garbage = new byte[5 + random.nextInt(GARBAGE_OCTETS_MAX)];
            random.nextBytes(garbage);
            return garbage;
        }
        String method = METHODS[kind];
        String self = from.getLocalAddress().getHostAddress() + ":" + from.getLocalPort();
        return (method + " sip:1000@" + target.getHostString() + ":" + target.getPort() + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP " + self + ";branch=z9hG4bKflood" + number + "\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "From: <sip:100@" + self + ">;tag=flood" + number + "\r\n"
                        + "To: <sip:1000@" + target.getHostString() + ">\r\n"
                        + "Call-ID: flood" + number + "@" + self + "\r\n"
                        + "CSeq: 1 " + method + "\r\n"
                        + "Contact: <sip:100@" + self + ">\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
