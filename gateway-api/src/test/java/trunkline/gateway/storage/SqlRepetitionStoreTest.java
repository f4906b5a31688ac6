package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.link.Visits.Manner;
import trunkline.gateway.link.Visits.Visit;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.LinkHit.Kind;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RepetitionReport.End;
import trunkline.gateway.store.RepetitionReport.Occurrence;
import trunkline.gateway.store.RequestKey;

/** Repetitions, time by time, until a click. */
class SqlRepetitionStoreTest extends OnRepetitions {

    @Test
    void tenAreSentAtTheirTimesAndNoMore() {
        Instant start = now;
        OutboundMessage first = accept(10, SendPlan.NOW);
        assertThat(report(first).left()).isEqualTo(9);

        minutes(120);

        assertThat(log.kept())
                .extracting(message -> ChronoUnit.SECONDS.between(start, time(message)))
                .containsExactly(0L, 300L, 600L, 900L, 1_200L, 1_500L, 1_800L, 2_100L, 2_400L, 2_700L);
        assertThat(log.kept()).extracting(OutboundMessage::request).allSatisfy(request -> {
            assertThat(request.content()).isEqualTo(first.request().content());
            assertThat(request.to()).isEqualTo(first.request().to());
        });
        assertThat(report(first).end()).isEqualTo(End.DONE);
        assertThat(report(first).left()).isZero();
        assertThat(report(first).occurrences())
                .extracting(Occurrence::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void aClickAfterTheThirdStopsIt() {
        OutboundMessage first = accept(10, SendPlan.NOW);
        sent(first);
        minutes(5);
        sent(log.kept().get(1));
        minutes(6);
        sent(log.kept().get(2));
        later(Duration.ofSeconds(30));

        assertThat(visit(Manner.GET, PHONE)).isEqualTo(Kind.OPENED);
        assertThat(report(first).end()).as("a page that is shown is no click").isNull();
        assertThat(visit(Manner.SCRIPT, PHONE)).isEqualTo(Kind.CLICK);
        minutes(120);

        assertThat(log.kept()).hasSize(3);
        assertThat(report(first).end()).isEqualTo(End.CLICKED);
        assertThat(report(first).clickedAtMicros()).isPositive();
        assertThat(hits(first)).containsExactly(Kind.OPENED, Kind.CLICK);
    }

    @Test
    void whatNoPersonFetchedStopsNothing() {
        OutboundMessage first = accept(3, SendPlan.NOW);
        assertThat(visit(Manner.SCRIPT, PHONE)).as("nothing has left yet").isEqualTo(Kind.EARLY);
        sent(first);
        later(Duration.ofSeconds(2));
        assertThat(visit(Manner.GET, PHONE)).isEqualTo(Kind.EARLY);
        assertThat(visit(Manner.SCRIPT, PHONE)).isEqualTo(Kind.EARLY);
        later(Duration.ofSeconds(2));
        assertThat(visit(Manner.GET, BOT)).isEqualTo(Kind.PREVIEW);
        assertThat(visit(Manner.SCRIPT, BOT)).isEqualTo(Kind.PREVIEW);
        assertThat(visit(Manner.BUTTON, "")).isEqualTo(Kind.PREVIEW);
        assertThat(visit(Manner.HEAD, PHONE)).isEqualTo(Kind.HEAD);
        assertThat(get(visits.visit(TOKEN, new Visit(Manner.SCRIPT, PHONE, true)))
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.PREFETCH);
        minutes(60);

        assertThat(log.kept()).hasSize(3);
        assertThat(report(first).end()).isEqualTo(End.DONE);
        assertThat(hits(first)).hasSize(8).doesNotContain(Kind.CLICK, Kind.OPENED);
    }

    @Test
    void aPressedButtonCountsHoweverSoon() {
        OutboundMessage first = accept(3, SendPlan.NOW);

        assertThat(visit(Manner.BUTTON, PHONE)).isEqualTo(Kind.CLICK);
        assertThat(report(first).end()).isEqualTo(End.CLICKED);
        assertThat(state(first)).as("what has not left is not needed any more").isEqualTo(SmsState.CANCELLED);
    }

    @Test
    void aClickIsAnEventOfItsAccountOnce() {
        get(store.events().want(ACCOUNT));
        OutboundMessage first = accept(3, SendPlan.NOW);
        sent(first);
        later(Duration.ofMinutes(1));
        visit(Manner.SCRIPT, PHONE);
        visit(Manner.SCRIPT, PHONE);

        assertThat(get(store.events().after(ACCOUNT, 0, 100, EventFilter.ALL)).events())
                .filteredOn(event -> event.event().kind().equals("sms.clicked"))
                .hasSize(1)
                .allSatisfy(event -> {
                    assertThat(event.event().message()).isEqualTo(first.key());
                    assertThat(event.event().data()).contains("clicked_at");
                });
    }

    @Test
    void whatWasMissedCollapsesToOneAndTheEndStaysWhereItWas() {
        OutboundMessage first = accept(10, SendPlan.NOW);
        minutes(6);
        later(Duration.ofMinutes(21)); // 10, 15, 20 and 25 are missed

        get(store.repetitions().repeatDue(nowMicros(), 100, request -> leavesAt));
        assertThat(log.kept()).hasSize(3);
        assertThat(report(first).occurrences()).extracting(Occurrence::number).containsExactly(1, 2, 6);
        assertThat(report(first).left()).isEqualTo(4);
        assertThat(get(store.messages().timeline(ACCOUNT, first.id()))
                        .orElseThrow()
                        .steps())
                .extracting(step -> step.step().detail())
                .last()
                .asString()
                .endsWith("; 3 that were missed before it are left out");
        minutes(120);
        assertThat(report(first).occurrences()).extracting(Occurrence::number).containsExactly(1, 2, 6, 7, 8, 9, 10);
    }

    @Test
    void aClockThatIsSetBackCreatesNothingTwice() {
        OutboundMessage first = accept(10, SendPlan.NOW);
        minutes(12);
        assertThat(log.kept()).hasSize(3);

        now = now.minus(Duration.ofMinutes(12));
        minutes(12);
        assertThat(log.kept()).hasSize(3);
        minutes(4);
        assertThat(report(first).occurrences()).extracting(Occurrence::number).containsExactly(1, 2, 3, 4);
    }

    @Test
    void inQuietHoursItRestsAndThenGoesOnWithAsManyTimesAsWereLeft() {
        OutboundMessage first = accept(4, SendPlan.NOW);
        minutes(6);
        leavesAt = nowMicros() + Duration.ofMinutes(30).toNanos() / 1_000;
        minutes(29);
        assertThat(report(first).occurrences()).extracting(Occurrence::number).containsExactly(1, 2);
        assertThat(report(first).nextAtMicros()).isEqualTo(leavesAt);

        leavesAt = 0;
        minutes(12);
        assertThat(log.kept())
                .extracting(message -> ChronoUnit.MINUTES.between(time(first), time(message)))
                .containsExactly(0L, 5L, 36L, 41L);
        assertThat(report(first).occurrences()).extracting(Occurrence::number).containsExactly(1, 2, 3, 4);
        assertThat(report(first).end()).isEqualTo(End.DONE);
    }

    @Test
    void oneThatBeginsInQuietHoursHasItsTimesAfterThem() {
        long morning = nowMicros() + Duration.ofHours(9).toNanos() / 1_000;
        Repetition repetition = new Repetition(3, Duration.ofMinutes(5), morning, TOKEN, null);
        AcceptOutcome outcome = get(store.repetitions().accept(request(SendPlan.NOW), WAY, repetition, null));
        OutboundMessage first = ((AcceptOutcome.Kept) outcome).message();
        assertThat(report(first).nextAtMicros())
                .isEqualTo(morning + Duration.ofMinutes(5).toNanos() / 1_000);
    }

    @Test
    void oneThatHasATimeBeginsThen() {
        OutboundMessage first = accept(3, new SendPlan(nowMicros() + 3_600_000_000L, "r"));
        minutes(59);
        assertThat(log.kept()).hasSize(1);
        minutes(5);
        assertThat(log.kept()).hasSize(1);

        minutes(20);
        assertThat(log.kept()).hasSize(3);
        assertThat(log.kept().get(2).request().plan()).isEqualTo(new SendPlan(0, "r"));
        assertThat(report(first).end()).isEqualTo(End.DONE);
    }

    @Test
    void eachKeyMakesOneRepetition() {
        RequestKey key = new RequestKey("k", "f");
        AcceptOutcome first = get(store.repetitions().accept(request(SendPlan.NOW), WAY, asked(3), key));
        AcceptOutcome again = get(store.repetitions()
                .accept(request(SendPlan.NOW), WAY, new Repetition(3, Duration.ofMinutes(5), "another012", null), key));

        assertThat(again).isEqualTo(new AcceptOutcome.Repeated(((AcceptOutcome.Kept) first).message()));
        assertThat(get(store.repetitions().link("another012"))).isEmpty();
    }

    @Test
    void whoHasALinkCannotFillTheDisk() {
        OutboundMessage first = accept(3, SendPlan.NOW);
        List<CompletableFuture<?>> visited = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            visited.add(visits.visit(TOKEN, new Visit(Manner.GET, "x".repeat(5_000) + "bot", false)));
        }
        visited.forEach(CompletableFuture::join);
        visit(Manner.BUTTON, PHONE);

        assertThat(hits(first)).hasSize(101).last().isEqualTo(Kind.CLICK);
        assertThat(get(store.repetitions().hits(ACCOUNT, first.id())).get(0).agent())
                .hasSize(LinkHit.AGENT_MAX);
        assertThat(get(store.repetitions().hits(ACCOUNT + 1, first.id()))).isEmpty();
    }
}
