package trunkline.smpp.bind;

import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SubmitRequest;

/**
 * What happens on a bind. Every call comes on {@link SmscBind#executor}, never from inside a call to the bind; it must not
 * block. An exception out of a call is logged, and the next event goes on.
 */
public interface BindListener {

    /** Permits can be taken from now on. */
    void onBound();

    /**
     * The link is gone, or an attempt to get one failed. Every submit in flight has had its outcome before this. The
     * bind tries again by itself, unless it was closed or is {@link BindStatus.State#SUSPENDED}.
     */
    void onLost(LinkLoss loss);

    /**
     * The one outcome of a submit. Its permit stays taken until {@link SmscBind#releasePermits}. The octets of the
     * request's user data may have been overwritten by their owner.
     */
    void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage);

    /**
     * The response to a submit that was reported as unanswered: {@code Accepted} or {@code Refused}. It has no permit any
     * more to give back.
     *
     * @param passage the same as before, answered by now
     */
    void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage);

    /** A message or a receipt came; {@link Delivery#answer} is owed once it is kept. */
    void onDelivery(Delivery delivery);

    /** What came together has been handed over: the moment to store it together. */
    void onBatchEnd();
}
