package trunkline.sip.dialog;

import java.util.List;

/** What one event led to: the next state, and what the owner of the call has to do now, in this order. */
public record CallStep(CallState next, List<CallCommand> commands) {

    public CallStep {
        commands = List.copyOf(commands);
    }

    static CallStep of(CallState next, CallCommand... commands) {
        return new CallStep(next, List.of(commands));
    }
}
