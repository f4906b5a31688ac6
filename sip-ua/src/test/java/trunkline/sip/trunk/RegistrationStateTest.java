package trunkline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import trunkline.sip.trunk.RegistrationState.Command;
import trunkline.sip.trunk.RegistrationState.Rest;
import trunkline.sip.trunk.RegistrationState.Step;

/** Seconds as nanoseconds; an hour is asked for, first rest 2 s, longest 5 min. */
class RegistrationStateTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - 10 * SECOND;
    private static final Rest REST = new Rest(null, false, 1);

    private final RegistrationState resting = RegistrationState.start(RegistrationSettings.DEFAULT, START);
    private final RegistrationState asking = resting.onTick(START).next();

    private static long at(long seconds) {
        return START + seconds * SECOND;
    }

    @Test
    void asksAtOnce() {
        assertThat(resting.onTick(START).command()).isEqualTo(Command.SEND);
        assertThat(asking.askedSeconds()).isEqualTo(3600);
        assertThat(asking.isRegistered(START)).isFalse();
    }

    @Test
    void refreshesAMinuteBeforeItExpires() {
        RegistrationState registered = asking.onAccepted(3600, at(0)).next();
        assertThat(registered.dueNanos()).isEqualTo(at(3540));
        assertThat(registered.onTick(at(3539)).command()).isEqualTo(Command.NONE);
        assertThat(registered.onTick(at(3540)).command()).isEqualTo(Command.SEND);
        assertThat(registered.isRegistered(at(3599))).isTrue();
        assertThat(registered.isRegistered(at(3600))).isFalse();
    }

    @Test
    void refreshesAShortOneAtHalf() {
        assertThat(asking.onAccepted(60, at(0)).next().dueNanos()).isEqualTo(at(30));
        assertThat(asking.onAccepted(0, at(0)).next().dueNanos())
                .as("a registrar that says 0 is not asked without a pause")
                .isEqualTo(START + SECOND / 2);
    }

    @Test
    void staysRegisteredWhileARefreshFailsUntilItExpires() {
        RegistrationState registered = asking.onAccepted(120, at(0)).next();
        RegistrationState failed =
                registered.onTick(at(60)).next().onRefused(REST, at(61)).next();
        assertThat(failed.isRegistered(at(119))).isTrue();
        assertThat(failed.isRegistered(at(120))).isFalse();
    }

    @Test
    void restsTwiceAsLongAfterEachFailureUpToTheLimitAndNeverGivesUp() {
        RegistrationState state = resting;
        long now = START;
        for (int failures = 1; failures <= 100; failures++) {
            state = state.onTick(now).next().onRefused(REST, now).next();
            long rest = state.dueNanos() - now;
            assertThat(rest).isEqualTo(Math.min(300, failures > 20 ? 300 : 2L << (failures - 1)) * SECOND);
            now += rest;
        }
        assertThat(state.onTick(now).command()).isEqualTo(Command.SEND);
    }

    @Test
    void startsAnewAfterASuccess() {
        RegistrationState state =
                asking.onRefused(REST, at(0)).next().onTick(at(2)).next();
        state = state.onAccepted(60, at(3))
                .next()
                .onTick(at(33))
                .next()
                .onRefused(REST, at(34))
                .next();
        assertThat(state.dueNanos()).isEqualTo(at(36));
    }

    @Test
    void spreadsItsRestsAndKeepsToRetryAfter() {
        assertThat(asking.onRefused(new Rest(null, false, 0), at(0)).next().dueNanos())
                .isEqualTo(START + 3 * SECOND / 2);
        assertThat(asking.onRefused(new Rest(Duration.ofSeconds(90), false, 0), at(0))
                        .next()
                        .dueNanos())
                .isEqualTo(at(90));
    }

    @Test
    void restsLongestAfterItsCredentialsWereRefused() {
        assertThat(asking.onRefused(new Rest(null, true, 1), at(0)).next().dueNanos())
                .isEqualTo(at(300));
    }

    @Test
    void asksForALongerTimeOnceTheRegistrarWantsIt() {
        Step longer = asking.onTooBrief(7200, REST, at(0));
        assertThat(longer.command()).isEqualTo(Command.SEND);
        assertThat(longer.next().askedSeconds()).isEqualTo(7200);
        assertThat(longer.next().onTooBrief(7200, REST, at(1)).command())
                .as("a registrar that does not keep to its word")
                .isEqualTo(Command.NONE);
        assertThat(asking.onTooBrief(1_000_000, REST, at(0)).command()).isEqualTo(Command.NONE);
    }

    @Test
    void registersAgainWhenItsConnectionIsLostUnlessThatIsTheRegistrarsHabit() {
        RegistrationState registered = asking.onAccepted(3600, at(0)).next();
        assertThat(registered.onConnectionLost(at(19)).next()).isEqualTo(registered);
        RegistrationState lost = registered.onConnectionLost(at(20)).next();
        assertThat(lost.dueNanos()).isEqualTo(at(22));
        assertThat(lost.isRegistered(at(21))).as("calls can still go out").isTrue();
    }
}
