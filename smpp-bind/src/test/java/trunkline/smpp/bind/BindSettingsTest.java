package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.bind.BindTimings.Backoff;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.session.AddressRange;
import trunkline.smpp.session.BindRequest;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SmppVersion;

class BindSettingsTest {

    private static final Credentials CREDENTIALS = new Credentials("gw", "secret");

    static Stream<Arguments> broken() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                rule(() -> settings("smsc", 0), "'port' is '0': must be 1 to 65535"),
                rule(() -> settings(" ", 2775), "'host' must not be empty"),
                rule(() -> settings("smsc", 2775).withWindow(0), "'window' is '0': must be 1 to 10000"),
                rule(() -> new KeepAlive(Duration.ZERO, second), "'idle' is 'PT0S': must be above 0 and at most a day"),
                rule(
                        () -> new Backoff(second, Duration.ofMillis(1), second, 1),
                        "'first' is 'PT1S': must be at most 'most'"),
                rule(() -> new Backoff(second, second, second, 0), "'refusals' is '0': must be 1 to 1000"),
                rule(
                        () -> BindRequest.of(CREDENTIALS).withVersion(SmppVersion.V3_3),
                        "'type' is 'TRANSCEIVER': SMPP 3.3 has none; bind a transmitter and a receiver, or with 3.4"),
                rule(
                        () -> new AddressRange(TypeOfNumber.UNKNOWN, NumberingPlan.UNKNOWN, "1".repeat(41)),
                        "'range' must be 0 to 40 printable ASCII characters"),
                rule(() -> new OperationRequest.Query("", Address.NONE), "'smscMessageId' must not be empty"),
                rule(
                        () -> new OperationRequest.Cancel("", "", Address.NONE, Address.NONE),
                        "'smscMessageId' must not be empty without a 'destination'"));
    }

    private static Arguments rule(ThrowingCallable broken, String message) {
        return Arguments.of(message, broken);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void namesTheKeyTheValueAndTheRule(String message, ThrowingCallable broken) {
        assertThatIllegalArgumentException().isThrownBy(broken).withMessage(message);
    }

    @Test
    void neverShowsThePassword() {
        assertThat(settings("smsc", 2775).toString()).contains("gw").doesNotContain("secret");
    }

    @Test
    void findsAHalfOpenLinkWithin45SecondsUnlessToldOtherwise() {
        KeepAlive keepAlive = BindTimings.DEFAULT.keepAlive();
        assertThat(keepAlive.idle().plus(keepAlive.response())).isLessThan(Duration.ofSeconds(45));
    }

    private static BindSettings settings(String host, int port) {
        return BindSettings.of("carrier-a", host, port, CREDENTIALS);
    }
}
