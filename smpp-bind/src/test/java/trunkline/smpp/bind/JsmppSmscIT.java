package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.examples.SMPPServerSimulator;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.smpp.address.Address;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SubmitOptions;

/** A bind against jsmpp's own SMSC simulator: ids are hexadecimal in the response and decimal in the receipt. */
class JsmppSmscIT extends ForeignSmsc {

    private final List<SubmitSm> submits = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private int port;

    @BeforeEach
    void startSmsc() throws IOException {
        port = freePort();
        var smsc = new SMPPServerSimulator(false, port, "j", "jpwd") {
            @Override
            public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
                    throws ProcessRequestException {
                submits.add(submit);
                sessions.add(session);
                return super.onAcceptSubmitSm(submit, session);
            }
        };
        var thread = new Thread(smsc, "jsmpp-smsc");
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void itRefusesWhatItDoesNotHave() {
        try (var gateway = bound()) {
            gateway.submit(1, "x", SubmitOptions.NONE);
            await().until(() -> gateway.outcomes.containsKey(1L));
            String id = ((Accepted) gateway.outcome(1)).smscMessageId();
            Address source = Address.alphanumeric("Trunkline");
            OperationOutcome queried =
                    gateway.bind.operate(new OperationRequest.Query(id, source)).join();
            assertThat(queried).isEqualTo(new OperationOutcome.Refused(CommandStatus.ESME_RINVCMDID));
            var cancel = new OperationRequest.Cancel("", id, source, Address.NONE);
            assertThat(gateway.bind.operate(cancel).join())
                    .isEqualTo(new OperationOutcome.Refused(CommandStatus.ESME_RCANCELFAIL));
        }
    }

    @Override
    int port() {
        return port;
    }

    @Override
    Credentials credentials() {
        return new Credentials("j", "jpwd");
    }

    @Override
    List<Seen> seen() {
        return submits.stream()
                .map(submit -> new Seen(
                        submit.getEsmClass() & 0xFF,
                        submit.getDataCoding() & 0xFF,
                        HexFormat.of().formatHex(Objects.requireNonNullElse(submit.getShortMessage(), new byte[0]))))
                .toList();
    }

    @Override
    void sendMessage() {
        // it sends one of its own accord upon every bind
    }

    @Override
    String message() {
        return "Hello World";
    }

    @Override
    void dropLinks() {
        sessions.forEach(SMPPServerSession::close);
    }

    /** jsmpp's simulator wants to be told a port; this one was free a moment ago. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
