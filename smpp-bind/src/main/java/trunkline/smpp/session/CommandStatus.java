package trunkline.smpp.session;

import java.util.Map;

/**
 * The command_status values that something here decides on, and the names of all of SMPP 3.4 §5.1.3, and of
 * those of SMPP 5.0 §4.7.6 that can answer a submit_sm.
 *
 * <p>Plain numbers and not an enum: SMSCs send their own beyond the list, and none may get lost.
 */
public final class CommandStatus {

    public static final int ESME_ROK = 0x00;
    public static final int ESME_RINVMSGLEN = 0x01;
    public static final int ESME_RINVCMDLEN = 0x02;
    public static final int ESME_RINVCMDID = 0x03;
    public static final int ESME_RINVBNDSTS = 0x04;
    public static final int ESME_RALYBND = 0x05;
    public static final int ESME_RSYSERR = 0x08;
    public static final int ESME_RINVSRCADR = 0x0A;
    public static final int ESME_RINVDSTADR = 0x0B;
    public static final int ESME_RBINDFAIL = 0x0D;
    public static final int ESME_RINVPASWD = 0x0E;
    public static final int ESME_RINVSYSID = 0x0F;
    public static final int ESME_RCANCELFAIL = 0x11;
    public static final int ESME_RREPLACEFAIL = 0x13;
    public static final int ESME_RMSGQFUL = 0x14;
    public static final int ESME_RINVSYSTYP = 0x53;
    public static final int ESME_RTHROTTLED = 0x58;
    public static final int ESME_RX_T_APPN = 0x64;
    public static final int ESME_RQUERYFAIL = 0x67;
    public static final int ESME_RINVOPTPARSTREAM = 0xC0;
    public static final int ESME_RINVPARLEN = 0xC2;
    public static final int ESME_RDELIVERYFAILURE = 0xFE;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x00, "ESME_ROK"),
            Map.entry(0x01, "ESME_RINVMSGLEN"),
            Map.entry(0x02, "ESME_RINVCMDLEN"),
            Map.entry(0x03, "ESME_RINVCMDID"),
            Map.entry(0x04, "ESME_RINVBNDSTS"),
            Map.entry(0x05, "ESME_RALYBND"),
            Map.entry(0x06, "ESME_RINVPRTFLG"),
            Map.entry(0x07, "ESME_RINVREGDLVFLG"),
            Map.entry(0x08, "ESME_RSYSERR"),
            Map.entry(0x0A, "ESME_RINVSRCADR"),
            Map.entry(0x0B, "ESME_RINVDSTADR"),
            Map.entry(0x0C, "ESME_RINVMSGID"),
            Map.entry(0x0D, "ESME_RBINDFAIL"),
            Map.entry(0x0E, "ESME_RINVPASWD"),
            Map.entry(0x0F, "ESME_RINVSYSID"),
            Map.entry(0x11, "ESME_RCANCELFAIL"),
            Map.entry(0x13, "ESME_RREPLACEFAIL"),
            Map.entry(0x14, "ESME_RMSGQFUL"),
            Map.entry(0x15, "ESME_RINVSERTYP"),
            Map.entry(0x33, "ESME_RINVNUMDESTS"),
            Map.entry(0x34, "ESME_RINVDLNAME"),
            Map.entry(0x40, "ESME_RINVDESTFLAG"),
            Map.entry(0x42, "ESME_RINVSUBREP"),
            Map.entry(0x43, "ESME_RINVESMCLASS"),
            Map.entry(0x44, "ESME_RCNTSUBDL"),
            Map.entry(0x45, "ESME_RSUBMITFAIL"),
            Map.entry(0x48, "ESME_RINVSRCTON"),
            Map.entry(0x49, "ESME_RINVSRCNPI"),
            Map.entry(0x50, "ESME_RINVDSTTON"),
            Map.entry(0x51, "ESME_RINVDSTNPI"),
            Map.entry(0x53, "ESME_RINVSYSTYP"),
            Map.entry(0x54, "ESME_RINVREPFLAG"),
            Map.entry(0x55, "ESME_RINVNUMMSGS"),
            Map.entry(0x58, "ESME_RTHROTTLED"),
            Map.entry(0x61, "ESME_RINVSCHED"),
            Map.entry(0x62, "ESME_RINVEXPIRY"),
            Map.entry(0x63, "ESME_RINVDFTMSGID"),
            Map.entry(0x64, "ESME_RX_T_APPN"),
            Map.entry(0x65, "ESME_RX_P_APPN"),
            Map.entry(0x66, "ESME_RX_R_APPN"),
            Map.entry(0x67, "ESME_RQUERYFAIL"),
            Map.entry(0xC0, "ESME_RINVOPTPARSTREAM"),
            Map.entry(0xC1, "ESME_ROPTPARNOTALLWD"),
            Map.entry(0xC2, "ESME_RINVPARLEN"),
            Map.entry(0xC3, "ESME_RMISSINGOPTPARAM"),
            Map.entry(0xC4, "ESME_RINVOPTPARAMVAL"),
            Map.entry(0xFE, "ESME_RDELIVERYFAILURE"),
            Map.entry(0xFF, "ESME_RUNKNOWNERR"),
            Map.entry(0x100, "ESME_RSERTYPUNAUTH"),
            Map.entry(0x101, "ESME_RPROHIBITED"),
            Map.entry(0x102, "ESME_RSERTYPUNAVAIL"),
            Map.entry(0x103, "ESME_RSERTYPDENIED"),
            Map.entry(0x104, "ESME_RINVDCS"),
            Map.entry(0x105, "ESME_RINVSRCADDRSUBUNIT"),
            Map.entry(0x106, "ESME_RINVDSTADDRSUBUNIT"));

    private CommandStatus() {}

    /** The name in the standard, or the number in hexadecimal for a status that is not in it. */
    public static String name(int commandStatus) {
        String name = NAMES.get(commandStatus);
        return name != null ? name : "0x%08X".formatted(commandStatus);
    }
}
