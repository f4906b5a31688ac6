package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trunkline.gateway.http.Json;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.ErrorShare;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** {@code simulate smsc}: an SMSC that prints a JSON line for each message it has whole. */
@Command(
        name = "smsc",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "An SMSC: takes SMPP binds, and prints a JSON line for each message it has whole.")
final class SimulateSmscCommand implements Callable<Integer> {

    @Option(names = "--host", description = "Address to listen on.")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "TCP port to listen on; 0 for any.")
    private int port = 2_775;

    @Option(names = "--system-id", description = "The one ESME that may bind; everyone, if left out.")
    private String systemId = "";

    @Option(names = "--password", description = "Its password.")
    private String password = "";

    @Option(names = "--response-delay", description = "From a submit_sm to its response.")
    private Duration responseDelay = Duration.ZERO;

    @Option(
            names = "--error",
            paramLabel = "STATUS=SHARE",
            description = "A command_status for a share of the submits: 0x58=0.1. May be repeated.")
    private Map<String, Double> errors = Map.of();

    @Option(names = "--throttle", description = "Submits a second above which it answers ESME_RTHROTTLED; 0 for none.")
    private int throttle;

    @Option(names = "--silent", description = "Share of submits that are taken and never answered, 0 to 1.")
    private double silent;

    @Option(names = "--receipt-delay", description = "From the response to the delivery receipt.")
    private Duration receiptDelay = Duration.ofSeconds(1);

    @Option(names = "--receipt-state", description = "The word behind stat:, such as DELIVRD, UNDELIV, EXPIRED.")
    private String receiptState = "DELIVRD";

    @Option(names = "--early-receipts", description = "Share of receipts that come before the response, 0 to 1.")
    private double earlyReceipts;

    @Option(names = "--duplicate-receipts", description = "Share of receipts that come twice, 0 to 1.")
    private double duplicateReceipts;

    @Option(names = "--response-ids", description = "Message ids in responses: ${COMPLETION-CANDIDATES}.")
    private IdForm responseIds = IdForm.DECIMAL;

    @Option(names = "--receipt-ids", description = "Message ids in receipts: ${COMPLETION-CANDIDATES}.")
    private IdForm receiptIds = IdForm.DECIMAL;

    @Option(names = "--drop-after-submits", description = "Cut a link at its n-th submit; 0 for never.")
    private int dropAfterSubmits;

    @Option(names = "--drop-after", description = "Cut a link this long after its bind; 0 for never.")
    private Duration dropAfter = Duration.ZERO;

    @Option(names = "--refuse-binds", description = "command_status of every bind response; 0 to accept.")
    private String refuseBinds = "0";

    @Option(names = "--seed", description = "Of all chance, so that a run can be had again.")
    private long seed = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (SmscSimulator smsc = new SmscSimulator(
                new SimulatorSettings(host, port, systemId, password, seed), behaviour(), new Printer(out))) {
            smsc.start();
            spec.commandLine().getErr().println("SMSC listens on " + host + ":" + smsc.port());
            Forever.sleep();
        }
        return Main.DONE;
    }

    private SmscBehaviour behaviour() {
        List<ErrorShare> shares = errors.entrySet().stream()
                .map(entry -> new ErrorShare(Integer.decode(entry.getKey()), entry.getValue()))
                .toList();
        return new SmscBehaviour(
                new Responses(responseDelay, shares, throttle, silent),
                new Receipts(receiptDelay, receiptState, earlyReceipts, duplicateReceipts, true),
                new Ids(responseIds, receiptIds),
                new Links(dropAfterSubmits, dropAfter, Integer.decode(refuseBinds), false));
    }

    /** Numbers as people write them: an international one with its plus. */
    static String shown(Address address) {
        return address.typeOfNumber() == TypeOfNumber.INTERNATIONAL ? "+" + address.value() : address.value();
    }

    private record Printer(PrintWriter out) implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            out.println(Json.object()
                    .put("from", shown(message.from()))
                    .put("to", shown(message.to()))
                    .put("text", message.text())
                    .put("segments", message.segments())
                    .put("data_coding", message.dataCoding()));
            out.flush();
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // not asked for
        }
    }
}
