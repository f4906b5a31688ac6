package trunkline.gateway.http;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.PhoneNumber;

/** Reads telephone numbers as people write them, by the numbering plans of the countries. Thread-safe. */
public final class PhoneNumbers {

    /** What a number must be. */
    public static final String RULE =
            "must be a telephone number in E.164 form: + and 7 to 15 digits, such as +46736265449";

    private static final int COUNTRY_DIGITS_MAX = 3;
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final Set<Integer> COUNTRIES = PLANS.getSupportedCallingCodes();

    private PhoneNumbers() {}

    /** The country of a number, two letters (ISO 3166-1); null for a number of none, such as a satellite phone's. */
    public static @Nullable String country(PhoneNumber number) {
        Phonenumber.PhoneNumber read = read(number.e164());
        String region = read == null ? null : PLANS.getRegionCodeForNumber(read);
        return region == null || region.equals(PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY) ? null : region;
    }

    /**
     * The number that {@code text} writes, or null. Its length must be possible in its country; whether it is assigned is
     * for its network to know, whose plans change faster than any library.
     */
    public static @Nullable PhoneNumber parse(String text) {
        if (!PhoneNumber.isE164(text)) {
            return null;
        }
        Phonenumber.PhoneNumber read = read(text);
        return read != null && PLANS.isPossibleNumber(read) ? new PhoneNumber(text) : null;
    }

    /** The number that {@code text} writes with its country code, with or without the plus before it; or null. */
    public static @Nullable PhoneNumber parseInternational(String text) {
        return parse(text.startsWith("+") ? text : "+" + text);
    }

    static Phonenumber.@Nullable PhoneNumber read(String e164) {
        for (int end = 2; end <= 1 + COUNTRY_DIGITS_MAX; end++) {
            int country = Integer.parseInt(e164, 1, end, 10);
            if (COUNTRIES.contains(country)) {
                return number(country, e164, end);
            }
        }
        return null;
    }

    /** As the library's own parser has it, which takes ten times as long, since it reads numbers in any form. */
    private static Phonenumber.PhoneNumber number(int country, String text, int from) {
        var number = new Phonenumber.PhoneNumber();
        number.setCountryCode(country);
        number.setNationalNumber(Long.parseLong(text, from, text.length(), 10));
        int zeros = 0;
        while (from + zeros < text.length() - 1 && text.charAt(from + zeros) == '0') {
            zeros++;
        }
        if (zeros > 0) {
            number.setItalianLeadingZero(true);
            number.setNumberOfLeadingZeros(zeros);
        }
        return number;
    }
}
