package trunkline.smpp.simulator;

import java.time.Duration;

/**
 * Whom the simulated SMSC lets in.
 *
 * @param refuseBinds command_status of every bind_resp, after which the link is closed; 0 to accept
 * @param bindsEach binds that one system_id may have at once; one more is answered ESME_RALYBND; 0 for no limit
 * @param lockedAfter wrong passwords after which a system_id is refused whatever its password; 0 for never
 * @param wantsSystemType whether a bind without system_type is refused with ESME_RINVSYSTYP
 * @param delay from the bind request to its response
 * @param version what it speaks: 0x33, 0x34 or 0x50; with 0x33 there are no transceivers, no data_sm and no parameters
 */
public record Admission(
        int refuseBinds, int bindsEach, int lockedAfter, boolean wantsSystemType, Duration delay, int version) {

    public static final Admission OF_ALL = new Admission(0, 0, 0, false, Duration.ZERO, 0x34);

    public static Admission refusing(int commandStatus) {
        return OF_ALL.withRefusal(commandStatus);
    }

    public static Admission ofVersion(int version) {
        return new Admission(0, 0, 0, false, Duration.ZERO, version);
    }

    public Admission withBindsEach(int other) {
        return new Admission(refuseBinds, other, lockedAfter, wantsSystemType, delay, version);
    }

    public Admission withLockAfter(int wrongPasswords) {
        return new Admission(refuseBinds, bindsEach, wrongPasswords, wantsSystemType, delay, version);
    }

    public Admission wantingSystemType(boolean wants) {
        return new Admission(refuseBinds, bindsEach, lockedAfter, wants, delay, version);
    }

    public Admission after(Duration other) {
        return new Admission(refuseBinds, bindsEach, lockedAfter, wantsSystemType, other, version);
    }

    private Admission withRefusal(int commandStatus) {
        return new Admission(commandStatus, bindsEach, lockedAfter, wantsSystemType, delay, version);
    }

    boolean knowsParameters() {
        return version >= 0x34;
    }
}
