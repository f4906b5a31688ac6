package trunkline.gateway.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.bind.SubmitOutcome;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;

/** Sends trials over a link, which it makes anew if a trial has cost it. */
final class Submitter implements AutoCloseable {

    private static final Set<Integer> THROTTLING = Set.of(CommandStatus.ESME_RTHROTTLED, CommandStatus.ESME_RMSGQFUL);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    private final ProbePlan plan;
    private final Function<Queue<Delivery>, ProbeLink> links;
    private final Duration openTimeout;
    private final Queue<Delivery> deliveries = ProbeLink.deliveries();
    /** Name of the trial by the id the SMSC gave; as many as messages are sent. */
    private final Map<String, String> accepted = new LinkedHashMap<>();

    private @Nullable ProbeLink link;
    private int throttled;

    Submitter(ProbePlan plan, Function<Queue<Delivery>, ProbeLink> links, Duration openTimeout) {
        this.plan = plan;
        this.links = links;
        this.openTimeout = openTimeout;
    }

    Queue<Delivery> deliveries() {
        return deliveries;
    }

    /** The ids of all messages the SMSC took; empty ones are left out. */
    Set<String> ids() {
        return accepted.keySet();
    }

    /** How often an SMSC throttled messages that were sent one after the other. */
    int throttled() {
        return throttled;
    }

    /** The link, bound. */
    ProbeLink link() throws ProbeFailedException, InterruptedException {
        ProbeLink there = link;
        if (there != null && there.awaitLoss(Duration.ZERO) == null) {
            return there;
        }
        close();
        ProbeLink made = links.apply(deliveries);
        link = made;
        LinkLoss loss = made.open(openTimeout);
        if (loss != null) {
            throw new ProbeFailedException("the link was lost and does not come back: " + told(loss));
        }
        return made;
    }

    /** All parts, each after the answer to the one before; the first outcome that is not good, else the last. */
    SubmitOutcome send(Trials.Trial trial) throws ProbeFailedException, InterruptedException {
        SubmitOutcome last = new SubmitOutcome.NotSent(SubmitOutcome.NotSentReason.NOT_BOUND);
        for (Trials.Part part : trial.parts()) {
            last = sendPatiently(part);
            if (!(last instanceof SubmitOutcome.Accepted taken)) {
                return last;
            }
            keep(taken, trial.name());
        }
        return last;
    }

    private SubmitOutcome sendPatiently(Trials.Part part) throws ProbeFailedException, InterruptedException {
        SubmitOutcome outcome = link().submit(part, plan).join();
        for (int tried = 1; tried < TRIES && isThrottled(outcome); tried++) {
            throttled++;
            link().awaitLoss(PAUSE);
            outcome = link().submit(part, plan).join();
        }
        return outcome;
    }

    /** {@code count} of them at once; their outcomes in order. */
    List<SubmitOutcome> sendTogether(Trials.Trial trial, int count) throws ProbeFailedException, InterruptedException {
        ProbeLink over = link();
        List<CompletableFuture<SubmitOutcome>> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(over.submit(trial.parts().get(0), plan));
        }
        List<SubmitOutcome> outcomes = new ArrayList<>();
        for (CompletableFuture<SubmitOutcome> one : waiting) {
            SubmitOutcome outcome = one.join();
            outcomes.add(outcome);
            if (outcome instanceof SubmitOutcome.Accepted taken) {
                keep(taken, trial.name());
            }
        }
        return outcomes;
    }

    private void keep(SubmitOutcome.Accepted taken, String name) {
        String id = taken.smscMessageId().strip();
        if (!id.isEmpty()) {
            accepted.put(id, name);
        }
    }

    static boolean isThrottled(SubmitOutcome outcome) {
        return outcome instanceof SubmitOutcome.Refused refused && THROTTLING.contains(refused.commandStatus());
    }

    /** For people. */
    static String told(SubmitOutcome outcome) {
        if (outcome instanceof SubmitOutcome.Refused refused) {
            return "refused, " + CommandStatus.name(refused.commandStatus());
        }
        if (outcome instanceof SubmitOutcome.NotSent not) {
            return "not sent, " + not.reason();
        }
        return outcome instanceof SubmitOutcome.Unanswered unanswered
                ? "not answered, " + unanswered.reason()
                : "taken";
    }

    static String told(LinkLoss loss) {
        return loss.cause() + ": " + loss.detail();
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }
}
