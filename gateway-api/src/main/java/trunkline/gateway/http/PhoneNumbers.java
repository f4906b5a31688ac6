package trunkline.gateway.http;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.PhoneNumber;

/** Reads telephone numbers as people write them, by the numbering plans of the countries. Thread-safe. */
public final class PhoneNumbers {

    /** What a number must be. */
    public static final String RULE =
            "must be a telephone number in E.164 form: + and 7 to 15 digits, such as +46736265449";

    private PhoneNumbers() {}

    /**
     * The number that {@code text} writes, or null. Its length must be possible in its country; whether it is assigned is
     * for its network to know, whose plans change faster than any library.
     */
    public static @Nullable PhoneNumber parse(String text) {
        if (!PhoneNumber.isE164(text)) {
            return null;
        }
        try {
            PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
            return plans.isPossibleNumber(plans.parse(text, null)) ? new PhoneNumber(text) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
