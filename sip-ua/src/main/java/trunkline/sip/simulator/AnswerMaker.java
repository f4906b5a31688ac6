package trunkline.sip.simulator;

import java.util.Optional;
import trunkline.sip.dialog.MessageBody;

/** Makes the callee's answer to an offer, since SIP does not read session descriptions. */
@FunctionalInterface
public interface AnswerMaker {

    /**
     * The answer to {@code call.offer()}; asked again for each re-INVITE, and once for early media and answer together.
     * Empty to refuse with 488.
     */
    Optional<MessageBody> answer(CalleeCall call);
}
