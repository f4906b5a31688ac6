package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trunkline.gateway.hours.AllowedHours;
import trunkline.gateway.hours.DayHours;
import trunkline.gateway.hours.HoursPlan;
import trunkline.gateway.hours.HoursRules;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;

/** The hours in which calls may be made. */
class CallWindowTest extends OneTrunk {

    @Test
    void outsideOfTheCallWindowItWaitsAndSaysUntilWhen() {
        startWithWindow("08:00", "20:00", RedialRules.NONE);
        nowMicros = at("2026-11-27T19:59:59Z");
        OutboundMessage early = accept();
        assertThat(link.calls).containsOnlyKeys(early.key());

        later(1);
        OutboundMessage late = accept(Duration.ofHours(24));
        assertThat(link.calls).containsOnlyKeys(early.key());
        assertThat(state(late)).isEqualTo(VoiceState.SCHEDULED);
        assertThat(report(late).progress().reason())
                .isEqualTo("waits for the call window from 2026-11-28T08:00:00Z (08:00 in UTC)");
        assertThat(dispatcher.figures().putOff()).isEqualTo(1);

        nowMicros = at("2026-11-28T07:59:58Z");
        later(1);
        assertThat(link.calls).containsOnlyKeys(early.key());
        later(1);
        assertThat(link.calls).containsKey(late.key());
    }

    @Test
    void whatExpiresBeforeTheCallWindowOpensEndsAtOnce() {
        startWithWindow("08:00", "20:00", RedialRules.NONE);
        nowMicros = at("2026-11-27T20:00:00Z");
        OutboundMessage message = accept(Duration.ofHours(1));
        assertThat(state(message)).isEqualTo(VoiceState.EXPIRED);
        assertThat(report(message).progress().reason()).contains("the call window from 2026-11-28T08:00:00Z");
        assertThat(link.calls).isEmpty();
    }

    @Test
    void aRedialWaitsForTheCallWindowOrIsNoneIfThatIsTooLate() {
        startWithWindow("08:00", "20:00", rules(3));
        nowMicros = at("2026-11-27T19:59:30Z");
        OutboundMessage patient = accept(Duration.ofHours(24));
        later(1);
        OutboundMessage brief = accept(Duration.ofHours(1));
        later(1);
        end(patient, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        end(brief, VoiceState.BUSY, CallEnd.Hope.BUSY, Duration.ZERO);
        assertThat(state(brief)).isEqualTo(VoiceState.BUSY);
        assertThat(state(patient)).isEqualTo(VoiceState.SCHEDULED);
        assertThat(report(patient).progress().reason())
                .startsWith("busy, will be called again: waits for the call window from 2026-11-28T08:00:00Z");

        link.calls.clear();
        nowMicros = at("2026-11-28T07:59:58Z");
        later(1);
        assertThat(link.calls).isEmpty();
        later(1);
        assertThat(link.calls).containsOnlyKeys(patient.key());
    }

    private void startWithWindow(String from, String to, RedialRules redial) {
        DayHours window = new DayHours(LocalTime.parse(from), LocalTime.parse(to), EnumSet.allOf(DayOfWeek.class));
        HoursRules hours = new HoursRules(AllowedHours.ANY, AllowedHours.inside(List.of(window)), false);
        HoursPlan plan = new HoursPlan(hours, Map.of(), ZoneId.of("UTC"));
        store.setClock(() -> nowMicros);
        dispatcher = newDispatcher(
                new CallLimits(2, 1_000, redial, new LeavingHours(plan, number -> List.of(), account -> "")));
        dispatcher.start();
    }

    private static long at(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
