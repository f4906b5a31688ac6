package trunkline.gateway.config;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;

/**
 * TON and NPI (SMPP 3.4 §5.2.5, §5.2.6) by the kind of address, as one SMSC wants them.
 *
 * @param recipient of destination_addr
 * @param number of a sender in E.164 form
 * @param shortCode of a sender of digits that is none
 * @param name of an alphanumeric sender
 * @param range of the address_range of a bind
 */
public record AddressRules(Type recipient, Type number, Type shortCode, Type name, Type range) {

    /** What most SMSCs want. */
    public static final AddressRules USUAL =
            new AddressRules(new Type(1, 1), new Type(1, 1), new Type(0, 1), new Type(5, 0), new Type(0, 0));

    /** The two octets. */
    public record Type(TypeOfNumber typeOfNumber, NumberingPlan numberingPlan) {

        private static final String RULE =
                "must be TON/NPI such as 1/1: TON 0 to 6, NPI 0, 1, 3, 4, 6, 8, 9, 10, 14 or 18";
        private static final Pattern TEXT = Pattern.compile("(\\d)/(\\d{1,2})");

        private Type(int typeOfNumber, int numberingPlan) {
            this(TypeOfNumber.of(typeOfNumber), NumberingPlan.of(numberingPlan));
        }

        private static Type read(Section section, String key, Type fallback) {
            Function<String, @Nullable Type> parse = Type::parse;
            return section.read(key, RULE, Section.Fallback.ofDefault(fallback), parse);
        }

        private static @Nullable Type parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            int ton = Integer.parseInt(matcher.group(1));
            int npi = Integer.parseInt(matcher.group(2));
            Type type = new Type(ton, npi);
            boolean known = type.typeOfNumber.octet() == ton && type.numberingPlan.octet() == npi;
            return known ? type : null;
        }

        private Address of(Address usual) {
            boolean same = usual.typeOfNumber() == typeOfNumber && usual.numberingPlan() == numberingPlan;
            return same ? usual : new Address(typeOfNumber, numberingPlan, usual.value());
        }

        @Override
        public String toString() {
            return typeOfNumber.octet() + "/" + numberingPlan.octet();
        }
    }

    static AddressRules read(Section parent) {
        Section section = parent.section("addresses");
        AddressRules rules = new AddressRules(
                Type.read(section, "recipient", USUAL.recipient),
                Type.read(section, "number", USUAL.number),
                Type.read(section, "short-code", USUAL.shortCode),
                Type.read(section, "name", USUAL.name),
                Type.read(section, "range", USUAL.range));
        section.end();
        return rules;
    }

    /** destination_addr for a number in E.164 form. */
    public Address recipient(String e164) {
        return recipient.of(Address.international(e164));
    }

    /** source_addr for a sender: a number with +, digits, or a name. */
    public Address sender(String sender) {
        if (sender.startsWith("+")) {
            return number.of(Address.international(sender));
        }
        boolean digits = sender.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? shortCode.of(Address.shortCode(sender)) : name.of(Address.alphanumeric(sender));
    }
}
