package trunkline.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.smpp.address.Address;
import trunkline.smpp.session.SubmitOptions.Times;

class RequestRulesTest {

    private static final UserData EMPTY = new UserData(new byte[0], 0, 0, 0, false);
    private static final Address NUMBER = Address.international("46701");

    static Stream<Arguments> broken() {
        return Stream.of(
                rule(() -> new Credentials("", "p"), "'systemId' must not be empty (SMPP 3.4 §5.2.1)"),
                rule(
                        () -> new Credentials("sixteen-and-more", "p"),
                        "'systemId' must be 0 to 15 printable ASCII characters"),
                rule(() -> new Credentials("gw", "pässword"), "'password' must be 0 to 64 printable ASCII characters"),
                rule(
                        () -> new SubmitOptions("LONGER", 0, 0, 0, Times.SMSC_DEFAULT),
                        "'serviceType' must be 0 to 5 printable ASCII characters"),
                rule(
                        () -> new SubmitOptions("", 256, 0, 0, Times.SMSC_DEFAULT),
                        "'protocolId' is '256': must be 0 to 255"),
                rule(
                        () -> new Times("tomorrow", ""),
                        "'schedule' is 'tomorrow': must be empty or 16 characters YYMMDDhhmmsstnnp"),
                rule(
                        () -> new UserData(new byte[300], 0, 255, 0, false),
                        "'user data' is 255 octets at 0 of 300: must be 0 to 254 within the array"),
                rule(
                        () -> new UserData(new byte[10], 8, 3, 0, false),
                        "'user data' is 3 octets at 8 of 10: must be 0 to 254 within the array"),
                rule(
                        () -> new SubmitRequest(0, NUMBER, Address.NONE, EMPTY, SubmitOptions.NONE),
                        "'destination' must be 1 to 20 characters (SMPP 3.4 §5.2.9)"));
    }

    private static Arguments rule(ThrowingCallable broken, String message) {
        return Arguments.of(message, broken);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void namesTheKeyAndTheRule(String message, ThrowingCallable broken) {
        assertThatIllegalArgumentException().isThrownBy(broken).withMessage(message);
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new Credentials("gw", "secret")).hasToString("Credentials[systemId=gw, password=***, systemType=]");
    }

    @Test
    void namesAStatusOfTheStandardAndShowsTheNumberOfAnother() {
        assertThat(CommandStatus.name(0x58)).isEqualTo("ESME_RTHROTTLED");
        assertThat(CommandStatus.name(0x0410)).isEqualTo("0x00000410");
    }
}
