package trunkline.gateway.cli;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import trunkline.smpp.simulator.Admission;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.Load;
import trunkline.smpp.simulator.ReceiptShape;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.ErrorShare;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Links;
import trunkline.smpp.simulator.SmscBehaviour.Outcomes;
import trunkline.smpp.simulator.SmscBehaviour.Over;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscBehaviour.Timing;

/** How a simulated SMSC is to behave: options of {@code simulate smsc}, and of {@code behave} on its standard input. */
final class SmscBehaviourOptions {

    @Option(names = "--response-delay", description = "From a submit_sm to its response.")
    private Duration responseDelay = Duration.ZERO;

    @Option(names = "--slow", description = "Share of submits that are answered after --slow-delay instead, 0 to 1.")
    private double slow;

    @Option(names = "--slow-delay", description = "From one of those to its response.")
    private Duration slowDelay = Duration.ofSeconds(5);

    @Option(
            names = "--error",
            paramLabel = "STATUS=SHARE",
            description = "A command_status for a share of the submits: 0x58=0.1. May be repeated.")
    private Map<String, Double> errors = Map.of();

    @Option(
            names = "--failing-sender",
            paramLabel = "ADDRESS=STATUS",
            description = "A command_status for all submits from this source address, as of a SIM in a bank of modems"
                    + " that its network has blocked: 46701000001=0x45. May be repeated.")
    private Map<String, String> failingSenders = Map.of();

    @Option(names = "--silent", description = "Share of submits that are taken and never answered, 0 to 1.")
    private double silent;

    @Option(names = "--throttle", description = "Submits a second above which it answers ESME_RTHROTTLED; 0 for none.")
    private @Nullable Integer throttle;

    @Option(names = "--storm-every", description = "From one storm to the next; in it nothing is taken. 0 for none.")
    private Duration stormEvery = Duration.ZERO;

    @Option(names = "--storm-length", description = "How long a storm lasts.")
    private Duration stormLength = Duration.ofSeconds(2);

    @Option(names = "--storm-status", description = "command_status of all submits in a storm.")
    private String stormStatus = "0x58";

    @Option(names = "--window", description = "Unanswered submits of a link above which it throttles; 0 for no limit.")
    private @Nullable Integer window;

    @Option(names = "--queue", description = "Waiting receipts above which it answers ESME_RMSGQFUL; 0 for 100000.")
    private int queue;

    @Option(names = "--congestion", description = "congestion_state in responses: ${COMPLETION-CANDIDATES}.")
    private Load.Congestion congestion = Load.Congestion.UNTOLD;

    @Option(names = "--receipt-delay", description = "From the response to the delivery receipt.")
    private Duration receiptDelay = Duration.ofSeconds(1);

    @Option(names = "--receipt-state", description = "The word behind stat:, such as DELIVRD, UNDELIV, EXPIRED.")
    private @Nullable String receiptState;

    @Option(names = "--other-state", description = "The same for a share of the messages: UNDELIV=0.1.")
    private Map<String, Double> otherState = Map.of();

    @Option(names = "--early-receipts", description = "Share of receipts that come before the response, 0 to 1.")
    private double earlyReceipts;

    @Option(names = "--duplicate-receipts", description = "Share of receipts that come twice, 0 to 1.")
    private double duplicateReceipts;

    @Option(names = "--intermediate-receipts", description = "Share with one of ENROUTE before the last, 0 to 1.")
    private double intermediateReceipts;

    @Option(names = "--conflicting-receipts", description = "Share with one of UNDELIV after the last, 0 to 1.")
    private double conflictingReceipts;

    @Option(names = "--malformed-receipts", description = "Share of receipts that cannot be read, 0 to 1.")
    private double malformedReceipts;

    @Option(names = "--receipts-in", description = "Where a receipt's text stands: ${COMPLETION-CANDIDATES}.")
    private ReceiptShape.@Nullable Carrier receiptsIn;

    @Option(names = "--receipts-over", description = "Over which bind of the system_id: ${COMPLETION-CANDIDATES}.")
    private Over receiptsOver = Over.ANY_BIND;

    @Option(names = "--no-receipt-parameters", description = "Receipts without receipted_message_id and message_state.")
    private boolean noReceiptParameters;

    @Option(names = "--utf16-receipts", description = "Receipts in UTF-16, with data_coding 8.")
    private boolean utf16Receipts;

    @Option(names = "--receipt-esm-class", description = "esm_class of receipts; 0 makes them look like messages.")
    private @Nullable String receiptEsmClass;

    @Option(names = "--response-ids", description = "Message ids in responses: ${COMPLETION-CANDIDATES}.")
    private @Nullable IdForm responseIds;

    @Option(names = "--receipt-ids", description = "Message ids in the text of receipts: ${COMPLETION-CANDIDATES}.")
    private @Nullable IdForm receiptIds;

    @Option(names = "--parameter-ids", description = "The same in receipted_message_id; as --receipt-ids, if left out.")
    private IdForm[] parameterIds = {};

    @Option(names = "--other-ids", description = "Message ids in a share of the responses: HEX=0.02.")
    private Map<IdForm, Double> otherIds = Map.of();

    @Option(names = "--drop-after-submits", description = "Cut a link at its n-th submit; 0 for never.")
    private int dropAfterSubmits;

    @Option(names = "--drop-after", description = "Cut a link this long after its bind; 0 for never.")
    private Duration dropAfter = Duration.ZERO;

    @Option(names = "--idle", description = "Cut a link after this long without a PDU of the ESME; 0 for never.")
    private @Nullable Duration idle;

    @Option(names = "--mute", description = "Answer nothing at all.")
    private boolean mute;

    @Option(names = "--refuse-binds", description = "command_status of every bind response; 0 to accept.")
    private String refuseBinds = "0";

    @Option(names = "--binds", description = "Binds a system_id may have at once; 0 for no limit.")
    private @Nullable Integer binds;

    @Option(names = "--lock-after", description = "Wrong passwords after which an account is locked; 0 for never.")
    private int lockAfter;

    @Option(names = "--smpp", paramLabel = "VERSION", description = "What it speaks: 3.3, 3.4 or 5.0.")
    private @Nullable String version;

    /** What the options say, and {@code as} where they say nothing. */
    SmscBehaviour behaviour(SmscBehaviour as) {
        return new SmscBehaviour(
                responses(),
                load(as.load()),
                receipts(as.receipts()),
                ids(as.ids()),
                links(as.links()),
                admission(as.admission()),
                as.dialect());
    }

    private Responses responses() {
        return Responses.after(responseDelay)
                .withErrors(errors.entrySet().stream()
                        .map(entry -> new ErrorShare(Integer.decode(entry.getKey()), entry.getValue()))
                        .toList())
                .withFailing(failingSenders.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Integer.decode(entry.getValue()))))
                .withSilence(silent)
                .withSlow(slow, slowDelay);
    }

    private Load load(Load as) {
        Load.Storms storms = new Load.Storms(stormEvery, stormLength, Integer.decode(stormStatus));
        return new Load(
                throttle != null ? throttle : as.perSecond(),
                storms,
                window != null ? window : as.window(),
                queue,
                congestion);
    }

    private Receipts receipts(Receipts as) {
        String state = receiptState != null ? receiptState : as.outcomes().state();
        ReceiptShape like = as.shape();
        Outcomes outcomes = otherState.entrySet().stream()
                .findFirst()
                .map(other -> new Outcomes(state, other.getValue(), other.getKey()))
                .orElse(Outcomes.of(state));
        Timing timing = new Timing(earlyReceipts, duplicateReceipts, intermediateReceipts, conflictingReceipts);
        ReceiptShape shape = new ReceiptShape(
                receiptsIn != null ? receiptsIn : like.carrier(),
                like.parameters() && !noReceiptParameters,
                like.wide() || utf16Receipts,
                like.dates(),
                receiptEsmClass != null ? Integer.decode(receiptEsmClass) : like.esmClass(),
                malformedReceipts);
        return new Receipts(receiptDelay, outcomes, timing, shape, receiptsOver);
    }

    private Ids ids(Ids as) {
        IdForm text = receiptIds != null ? receiptIds : as.receipt();
        IdForm unsaid = receiptIds != null ? receiptIds : as.parameter();
        Ids ids = new Ids(responseIds != null ? responseIds : as.response(), text)
                .withParameter(parameterIds.length == 0 ? unsaid : parameterIds[0]);
        return otherIds.entrySet().stream()
                .findFirst()
                .map(other -> ids.withOther(other.getValue(), other.getKey()))
                .orElse(ids);
    }

    private Links links(Links as) {
        return new Links(dropAfterSubmits, dropAfter, idle != null ? idle : as.idle(), mute);
    }

    private Admission admission(Admission as) {
        return new Admission(
                Integer.decode(refuseBinds),
                binds != null ? binds : as.bindsEach(),
                lockAfter,
                as.wantsSystemType(),
                as.delay(),
                version != null ? octet(version) : as.version());
    }

    private static int octet(String version) {
        return switch (version) {
            case "3.3" -> 0x33;
            case "3.4" -> 0x34;
            case "5.0" -> 0x50;
            default ->
                throw new IllegalArgumentException("'--smpp' is '%s': must be 3.3, 3.4 or 5.0".formatted(version));
        };
    }
}
