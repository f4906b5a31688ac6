package trunkline.smpp.bind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SubmitRequest;

/** Keeps an exception of the bind's owner away from the link: it is logged, and the next event goes on. */
final class GuardedListener implements BindListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(GuardedListener.class);

    private final String bind;
    private final BindListener guarded;

    GuardedListener(String bind, BindListener guarded) {
        this.bind = bind;
        this.guarded = guarded;
    }

    @Override
    public void onBound() {
        try {
            guarded.onBound();
        } catch (RuntimeException e) {
            log("onBound", e);
        }
    }

    @Override
    public void onLost(LinkLoss loss) {
        try {
            guarded.onLost(loss);
        } catch (RuntimeException e) {
            log("onLost", e);
        }
    }

    @Override
    public void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
        try {
            guarded.onOutcome(request, outcome, passage);
        } catch (RuntimeException e) {
            log("onOutcome", e);
        }
    }

    @Override
    public void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
        try {
            guarded.onLateOutcome(request, outcome, passage);
        } catch (RuntimeException e) {
            log("onLateOutcome", e);
        }
    }

    @Override
    public void onDelivery(Delivery delivery) {
        try {
            guarded.onDelivery(delivery);
        } catch (RuntimeException e) {
            log("onDelivery", e);
        }
    }

    @Override
    public void onBatchEnd() {
        try {
            guarded.onBatchEnd();
        } catch (RuntimeException e) {
            log("onBatchEnd", e);
        }
    }

    private void log(String event, RuntimeException exception) {
        LOGGER.atError()
                .addKeyValue("bind", bind)
                .addKeyValue("event", event)
                .setCause(exception)
                .log("bind listener failed");
    }
}
