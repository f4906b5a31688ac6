package trunkline.smpp.bind;

import trunkline.smpp.address.Address;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.session.UserData;

/** Requests of which only the token matters. */
final class Requests {

    private static final UserData NOTHING = new UserData(new byte[0], 0, 0, 0, false);

    private Requests() {}

    static SubmitRequest of(long token) {
        return new SubmitRequest(token, Address.NONE, Address.shortCode("1"), NOTHING, SubmitOptions.NONE);
    }
}
