package trunkline.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.examples.SMPPServerSimulator;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.session.connection.socket.ServerSocketConnectionFactory;

/**
 * jsmpp's SMSC: what the simulator of its examples makes of messages, with ids in hexadecimal in the response and in decimal
 * in the receipt. The loop around it is not the simulator's: that one wants to be told a free port, and ends for good when a
 * link is gone before it has sent it a message, upon the bind.
 */
public final class JsmppSmsc implements AutoCloseable {

    public static final String SYSTEM_ID = "j";
    public static final String PASSWORD = "jpwd";

    private static final long BIND_MILLIS = 60_000;

    private final List<SubmitSm> submits = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SMPPServerSimulator simulator = new SMPPServerSimulator(false, 0, SYSTEM_ID, PASSWORD) {
        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
                throws ProcessRequestException {
            submits.add(submit);
            return super.onAcceptSubmitSm(submit, session);
        }
    };
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;

    public JsmppSmsc() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener = new SMPPServerSessionListener(socket.getLocalPort(), new ServerSocketConnectionFactory() {
            @Override
            public ServerConnection listen(int port) {
                return new ServerSocketConnection(socket);
            }
        });
        threads.execute(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Every submit_sm so far, in the order they came. */
    public List<SubmitSm> submits() {
        return submits;
    }

    private void accept() {
        while (!socket.isClosed()) {
            acceptOne();
        }
    }

    private void acceptOne() {
        try {
            SMPPServerSession session = listener.accept();
            session.setMessageReceiverListener(simulator);
            session.setResponseDeliveryListener(simulator);
            threads.execute(() -> bind(session));
        } catch (IOException e) {
            return; // the one that connected is gone, or the test has ended
        }
    }

    private static void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(BIND_MILLIS);
            if (request.getSystemId().equals(SYSTEM_ID) && request.getPassword().equals(PASSWORD)) {
                request.accept("jsmpp", request.getInterfaceVersion());
            } else {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            }
        } catch (IOException | TimeoutException | PDUStringException | IllegalStateException e) {
            session.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
