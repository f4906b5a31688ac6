package trunkline.sip.dialog;

/** One thing that the owner of a call has to do after a transition. */
public sealed interface CallCommand {

    /** Does it. */
    void runOn(CallActions actions);

    /** Send CANCEL for the INVITE (RFC 3261 §9.1). */
    record SendCancel(Reason reason) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.sendCancel(reason);
        }
    }

    /** Stop waiting for the INVITE's final response: destroy its client transaction (RFC 3261 §9.1). */
    record DropInvite() implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.dropInvite();
        }
    }

    /** Acknowledge the 2xx of this fork, once more if it was repeated (RFC 3261 §13.2.2.4). */
    record SendAck(String fork) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.sendAck(fork);
        }
    }

    /** End the dialog of this fork (RFC 3261 §15.1.1). */
    record SendBye(String fork, Reason reason) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.sendBye(fork, reason);
        }
    }

    /** Show the peer of this fork that the session goes on (RFC 4028 §7.4). */
    record SendRefresh(String fork) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.sendRefresh(fork);
        }
    }

    /** Tell the caller that the trunk has the call. */
    record TellTrying() implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.tellTrying();
        }
    }

    /** Tell the caller that it rings, or is being forwarded or queued: 180 to 199. */
    record TellRinging(int code) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.tellRinging(code);
        }
    }

    /** Tell the caller what is played before the answer. */
    record TellEarlyMedia(MessageBody body) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.tellEarlyMedia(body);
        }
    }

    /** Hand the answer to the caller, who may refuse it. */
    record TellAnswered(MessageBody answer) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.tellAnswered(answer);
        }
    }

    /** Tell the caller that it is over. Exactly one in the life of a call, and the last that the caller hears. */
    record TellEnded(CallOutcome outcome) implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.tellEnded(outcome);
        }
    }

    /** Nothing can come any more: free all that the call holds. */
    record Forget() implements CallCommand {
        @Override
        public void runOn(CallActions actions) {
            actions.forget();
        }
    }
}
