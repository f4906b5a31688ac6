package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BindTransceiver;
import java.util.Objects;

/** Decides who may bind. Confined to the simulator's loop. */
final class Gatekeeper {

    private final SimulatorSettings settings;
    private int wrongPasswords;

    Gatekeeper(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** What a bind is answered, while its system_id has {@code bound} already. */
    int statusOf(BaseBind<?> bind, Admission admission, int bound) {
        if (admission.refuseBinds() != SmppConstants.STATUS_OK) {
            return admission.refuseBinds();
        }
        if (bind instanceof BindTransceiver && !admission.knowsParameters()) {
            return SmppConstants.STATUS_INVCMDID;
        }
        if (admission.wantsSystemType()
                && Objects.requireNonNullElse(bind.getSystemType(), "").isEmpty()) {
            return SmppConstants.STATUS_INVSYSTYP;
        }
        int status = statusOfAccount(bind, admission);
        boolean tooMany = admission.bindsEach() > 0 && bound >= admission.bindsEach();
        return status == SmppConstants.STATUS_OK && tooMany ? SmppConstants.STATUS_ALYBND : status;
    }

    private int statusOfAccount(BaseBind<?> bind, Admission admission) {
        if (settings.systemId().isEmpty()) {
            return SmppConstants.STATUS_OK;
        }
        if (!settings.systemId().equals(bind.getSystemId())) {
            return SmppConstants.STATUS_INVSYSID;
        }
        if (admission.lockedAfter() > 0 && wrongPasswords >= admission.lockedAfter()) {
            return SmppConstants.STATUS_BINDFAIL;
        }
        boolean right = settings.password().equals(Objects.requireNonNullElse(bind.getPassword(), ""));
        wrongPasswords = right ? 0 : wrongPasswords + 1;
        return right ? SmppConstants.STATUS_OK : SmppConstants.STATUS_INVPASWD;
    }
}
