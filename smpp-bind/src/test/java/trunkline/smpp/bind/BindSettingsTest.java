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
import trunkline.smpp.bind.BindTimings.Backoff;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.session.Credentials;

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
                        () -> new Backoff(second, Duration.ofMillis(1), second),
                        "'first' is 'PT1S': must be at most 'most'"));
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
