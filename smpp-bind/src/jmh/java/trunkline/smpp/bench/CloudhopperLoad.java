package trunkline.smpp.bench;

import com.cloudhopper.smpp.PduAsyncResponse;
import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.type.Address;
import java.nio.charset.StandardCharsets;

/** Keeps the window of cloudhopper's own session full, from one sender thread, as its documentation advises. */
final class CloudhopperLoad implements AutoCloseable {

    private final DefaultSmppClient client = new DefaultSmppClient();
    private final SmppSession session;
    private volatile boolean stopped;

    CloudhopperLoad(int port, int window, Latencies latencies) throws Exception {
        var configuration = new SmppSessionConfiguration(SmppBindType.TRANSCEIVER, "bench", "bench");
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setWindowSize(window);
        configuration.getLoggingOptions().setLogPdu(false);
        configuration.getLoggingOptions().setLogBytes(false);
        session = client.bind(configuration, new DefaultSmppSessionHandler() {
            @Override
            public void fireExpectedPduResponseReceived(PduAsyncResponse response) {
                latencies.answered((Long) response.getRequest().getReferenceObject());
            }
        });
        var sender = new Thread(this::send, "cloudhopper-sender");
        sender.setDaemon(true);
        sender.start();
    }

    private void send() {
        try {
            for (long number = 1; !stopped; number++) {
                var pdu = new SubmitSm();
                pdu.setSourceAddress(new Address((byte) 5, (byte) 0, "bench"));
                pdu.setDestAddress(new Address((byte) 1, (byte) 1, Long.toString(46_700_000_000L + number)));
                pdu.setShortMessage(("Benchmark message number " + number + " of the run, one segment.")
                        .getBytes(StandardCharsets.ISO_8859_1));
                pdu.setReferenceObject(System.nanoTime());
                session.sendRequestPdu(pdu, 30_000, false);
            }
        } catch (Exception e) {
            if (!stopped) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        session.destroy();
        client.destroy();
    }
}
