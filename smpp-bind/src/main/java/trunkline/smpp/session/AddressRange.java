package trunkline.smpp.session;

import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;

/**
 * Which addresses a bind serves (SMPP 3.4 §5.2.5 to §5.2.7): most SMSCs know them and want all of it left empty.
 *
 * @param range 0 to 40 characters; a number, or a pattern as the SMSC has it (often a UNIX regular expression)
 */
public record AddressRange(TypeOfNumber typeOfNumber, NumberingPlan numberingPlan, String range) {

    public static final AddressRange NONE = new AddressRange(TypeOfNumber.UNKNOWN, NumberingPlan.UNKNOWN, "");

    private static final int RANGE_CHARACTERS = 40;

    public AddressRange {
        PduText.check("range", range, RANGE_CHARACTERS);
    }
}
