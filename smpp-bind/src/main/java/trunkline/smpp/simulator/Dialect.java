package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.SubmitSm;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a simulated SMSC makes of what it is sent.
 *
 * @param alphabet what it takes the octets of data_coding 0 for (SMPP 3.4 §5.2.19)
 * @param longForms the forms of long messages it knows; the parts of one in another form arrive one by one
 * @param tryAgain statuses of a deliver_sm_resp upon which the delivery is offered again; any other is the end of it
 * @param generalClasses whether it takes message classes in the general coding group, 0x10 to 0x1f; else ESME_RUNKNOWNERR
 */
public record Dialect(Alphabet alphabet, Set<LongForm> longForms, Set<Integer> tryAgain, boolean generalClasses) {

    private static final Set<Integer> PASSING = Set.of(
            SmppConstants.STATUS_THROTTLED,
            SmppConstants.STATUS_SYSERR,
            SmppConstants.STATUS_MSGQFUL,
            SmppConstants.STATUS_X_T_APPN);

    /** GSM 7-bit in data_coding 0, every form that there is, and another attempt for all that may pass. */
    public static final Dialect ANY = new Dialect(Alphabet.GSM7_UNPACKED, EnumSet.allOf(LongForm.class), PASSING, true);

    private static final int GSM_ALONE = 160;
    private static final int OCTETS_ALONE = 140;
    private static final int GENERAL_CLASSES = 0x10;
    private static final int UPPER_HALF = 0xF0;

    /** What data_coding 0 is. */
    public enum Alphabet {
        /** One septet in each octet. */
        GSM7_UNPACKED,
        /** Eight septets in seven octets. */
        GSM7_PACKED,
        LATIN1,
        IA5
    }

    /** How a long message comes. */
    public enum LongForm {
        /** In segments with a header of an 8-bit reference (3GPP TS 23.040 §9.2.3.24.1). */
        UDH_8_BIT,
        /** The same with 16 bits (§9.2.3.24.8). */
        UDH_16_BIT,
        /** In segments numbered by sar_* (SMPP 3.4 §5.3.2.22 to §5.3.2.24). */
        SAR,
        /** In message_payload (§5.3.2.32). */
        PAYLOAD,
        /** In a short_message of up to 254 octets. */
        ONE_PIECE
    }

    public Dialect {
        longForms = Set.copyOf(longForms);
        tryAgain = Set.copyOf(tryAgain);
    }

    public Dialect withAlphabet(Alphabet other) {
        return new Dialect(other, longForms, tryAgain, generalClasses);
    }

    /** Knows these forms and no other. */
    public Dialect withLongForms(LongForm... only) {
        return new Dialect(alphabet, Set.of(only), tryAgain, generalClasses);
    }

    public Dialect withoutGeneralClasses() {
        return new Dialect(alphabet, longForms, tryAgain, false);
    }

    public Dialect tryingAgainAfter(Set<Integer> statuses) {
        return new Dialect(alphabet, longForms, statuses, generalClasses);
    }

    boolean knows(LongForm form) {
        return longForms.contains(form);
    }

    /** What a submit_sm is answered for what it holds. */
    int statusOf(SubmitSm submit) {
        int dataCoding = submit.getDataCoding() & 0xFF;
        if (!generalClasses && (dataCoding & UPPER_HALF) == GENERAL_CLASSES) {
            return SmppConstants.STATUS_UNKNOWNERR;
        }
        int most = ShortMessageText.isGsm(dataCoding) && alphabet != Alphabet.GSM7_PACKED ? GSM_ALONE : OCTETS_ALONE;
        boolean tooLong = submit.getShortMessageLength() > most && !knows(LongForm.ONE_PIECE);
        return tooLong ? SmppConstants.STATUS_INVMSGLEN : SmppConstants.STATUS_OK;
    }
}
