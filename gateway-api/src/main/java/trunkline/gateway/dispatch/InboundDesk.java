package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.SmsLinkListener.Acknowledgement;
import trunkline.gateway.inbound.InboundOutcome;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.inbound.InboundStore;

/**
 * Messages from phones that one way brings: gathered, committed, and only then acknowledged to the SMSC, which otherwise
 * offers them again. Confined to the executor of the link.
 */
public final class InboundDesk implements InboundListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(InboundDesk.class);
    /** Deliveries that may wait for their commit; one more is put off, for an SMSC that knows no window. */
    private static final int WAITING_MAX = 5_000;

    private final String way;
    private final Executor executor;
    private final InboundStore store;
    private final InboundFigures figures = new InboundFigures();
    private List<InboundReading> deliveries = new ArrayList<>();
    private List<Acknowledgement> acknowledgements = new ArrayList<>();
    private int waiting;

    /** @param executor of the link */
    public InboundDesk(String way, Executor executor, InboundStore store) {
        this.way = way;
        this.executor = executor;
        this.store = store;
    }

    public InboundFigures figures() {
        return figures;
    }

    @Override
    public void onInbound(InboundReading reading, Acknowledgement acknowledgement) {
        if (waiting >= WAITING_MAX) {
            figures.refused.increment();
            acknowledgement.notKept();
            return;
        }
        waiting++;
        deliveries.add(reading);
        acknowledgements.add(acknowledgement);
    }

    @Override
    public void onBatchEnd() {
        if (deliveries.isEmpty()) {
            return;
        }
        List<Acknowledgement> answers = acknowledgements;
        Replies.on(
                store.receive(way, deliveries),
                executor,
                outcomes -> onKept(answers, outcomes),
                failure -> onNotKept(answers, failure));
        deliveries = new ArrayList<>();
        acknowledgements = new ArrayList<>();
    }

    private void onKept(List<Acknowledgement> answers, List<InboundOutcome> outcomes) {
        waiting -= answers.size();
        answers.forEach(Acknowledgement::kept);
        figures.count(outcomes);
    }

    private void onNotKept(List<Acknowledgement> answers, Throwable failure) {
        LOGGER.atError()
                .addKeyValue("smsc", way)
                .addKeyValue("deliveries", answers.size())
                .addKeyValue("cause", failure)
                .log("inbound messages not kept, the SMSC has to offer them again");
        waiting -= answers.size();
        answers.forEach(Acknowledgement::notKept);
        figures.refused.add(answers.size());
    }
}
