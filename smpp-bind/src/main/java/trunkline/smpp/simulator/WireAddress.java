package trunkline.smpp.simulator;

import trunkline.smpp.address.Address;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;

/** Addresses between cloudhopper's class and ours. */
final class WireAddress {

    private WireAddress() {}

    static Address of(com.cloudhopper.smpp.type.Address address) {
        String value = address.getAddress();
        return new Address(
                TypeOfNumber.of(address.getTon()), NumberingPlan.of(address.getNpi()), value == null ? "" : value);
    }

    static com.cloudhopper.smpp.type.Address to(Address address) {
        return new com.cloudhopper.smpp.type.Address(
                (byte) address.typeOfNumber().octet(),
                (byte) address.numberingPlan().octet(),
                address.value());
    }
}
