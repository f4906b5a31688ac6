package trunkline.smpp.bind;

import java.util.HashMap;
import java.util.Map;
import trunkline.smpp.session.CommandStatus;

/**
 * What each command_status asks for, of a bind_resp and of a submit_sm_resp alike.
 *
 * @param classes by command_status; one that is not in it is {@link StatusClass#REFUSE} of a submit, and of a bind a reason
 *     to try again
 */
public record StatusRules(Map<Integer, StatusClass> classes) {

    /** What suits an SMSC of which nothing is known. */
    public static final StatusRules DEFAULT = new StatusRules(Map.of(
            CommandStatus.ESME_RSYSERR, StatusClass.RETRY_LATER,
            CommandStatus.ESME_RMSGQFUL, StatusClass.THROTTLE,
            CommandStatus.ESME_RTHROTTLED, StatusClass.THROTTLE,
            CommandStatus.ESME_RX_T_APPN, StatusClass.RETRY_LATER,
            CommandStatus.ESME_RINVBNDSTS, StatusClass.RETRY_LATER,
            CommandStatus.ESME_RINVPASWD, StatusClass.FATAL_TO_BIND,
            CommandStatus.ESME_RINVSYSID, StatusClass.FATAL_TO_BIND,
            CommandStatus.ESME_RINVSYSTYP, StatusClass.FATAL_TO_BIND));

    public StatusRules {
        classes = Map.copyOf(classes);
    }

    /** The same with what {@code others} say instead. */
    public StatusRules with(Map<Integer, StatusClass> others) {
        var all = new HashMap<>(classes);
        all.putAll(others);
        return new StatusRules(all);
    }

    /** What {@code commandStatus} asks for; not ESME_ROK. */
    public StatusClass of(int commandStatus) {
        return classes.getOrDefault(commandStatus, StatusClass.REFUSE);
    }

    boolean isFatal(int commandStatus) {
        return of(commandStatus) == StatusClass.FATAL_TO_BIND;
    }
}
