package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.PutOff;

/** Voice messages whose turn has come and that are not called now: too late, or at the wrong hour. */
final class CallsLeft {

    /** Messages of one commit that are put off. */
    private static final int PUT_OFF_MAX = 500;

    private final List<DueCall> calls = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<PutOff> putOffs = new ArrayList<>();

    void expired(DueCall call, String why) {
        calls.add(call);
        endings.add(new Ending(call.message().key(), VoiceState.EXPIRED, why));
    }

    void putOff(DueCall call, Leave leave) {
        calls.add(call);
        putOffs.add(PutOff.untilItsHour(call.message().key(), leave.atMicros(), leave.waits()));
    }

    /** Whether no more can be put off by this commit. */
    boolean isFull() {
        return putOffs.size() == PUT_OFF_MAX;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** All of them. */
    List<DueCall> calls() {
        return calls;
    }

    List<Ending> endings() {
        return endings;
    }

    List<PutOff> putOffs() {
        return putOffs;
    }
}
