package trunkline.gateway.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.storage.PlainInbound.OURS;
import static trunkline.gateway.storage.PlainInbound.PHONE;
import static trunkline.gateway.storage.PlainInbound.alone;
import static trunkline.gateway.storage.PlainInbound.part;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.inbound.InboundFilter;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.inbound.InboundOutcome;
import trunkline.gateway.inbound.InboundPlace;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.inbound.InboundReading.Answer;
import trunkline.gateway.inbound.InboundRules;
import trunkline.gateway.inbound.InboundRules.Replies;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.inbound.KeywordRule;
import trunkline.gateway.inbound.OptOut;
import trunkline.gateway.inbound.OptWords;
import trunkline.gateway.inbound.OwnNumbers;
import trunkline.gateway.inbound.OwnNumbers.Own;
import trunkline.gateway.inbound.ReplyForm;
import trunkline.gateway.message.BodyKeeping;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.PlainReceipt;

class SqlInboundStoreTest {

    private static final long HOUR_MICROS = 3_600_000_000L;

    @TempDir
    private Path directory;

    private final CommitLog log = new CommitLog();
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private Database database;
    private SqlStore store;
    private InboundStore inbound;

    @BeforeEach
    void open() throws StoreUnusableException {
        open(InboundParts.WAITING_MAX);
    }

    private void open(int waitingMax) throws StoreUnusableException {
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, () -> now, System::nanoTime, log, new PlainReceipt.Reader());
        OwnNumbers numbers = new OwnNumbers(List.of(
                new Own(OURS, "shop", List.of("Shop")),
                new Own("+46701000000", "shop", List.of()),
                new Own("+4670*", "bank", List.of())));
        Replies replies = new Replies("Stopped.", "", "", List.of(new KeywordRule("*", "hours", "9 to 17")), 3);
        inbound = store.inbound(
                new InboundRules(numbers, Duration.ofHours(1), OptWords.with(Map.of()), replies, BodyKeeping.ALL),
                PlainInbound.READER,
                (account, from, to, text, way) -> new ReplyForm.Reply(request(from, to, text), way),
                waitingMax);
        store.start();
    }

    private static MessageRequest request(String from, String to, String text) {
        return new MessageRequest(1, new Sender(from), new PhoneNumber(to), Content.Text.of(text), Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private void reopen() throws StoreUnusableException {
        close();
        open();
    }

    @Test
    void givesAMessageThatStandsAlone() {
        assertThat(receive(alone("hello"))).containsExactly(InboundOutcome.GIVEN);
        InboundMessage message = all().get(0);
        assertThat(message.from()).isEqualTo(PHONE);
        assertThat(message.to()).isEqualTo(OURS);
        assertThat(message.content().text()).isEqualTo("hello");
        assertThat(message.isWhole()).isTrue();
        assertThat(message.way()).isEqualTo("carrier-a");
        assertThat(get(inbound.find(message.id()))).contains(message);
    }

    @Test
    void joinsPartsInWhateverOrderTheyComeAlsoAcrossARestart() throws Exception {
        assertThat(receive(part("c", 7, 3, 3))).containsExactly(InboundOutcome.WAITS);
        assertThat(inbound.waitingParts()).isEqualTo(1);
        reopen();
        assertThat(inbound.waitingParts()).isEqualTo(1);
        assertThat(receive(part("a", 7, 3, 1), part("b", 7, 3, 2)))
                .containsExactly(InboundOutcome.WAITS, InboundOutcome.GIVEN);
        assertThat(texts()).containsExactly("abc");
        assertThat(all().get(0).parts()).isEqualTo(3);
        assertThat(inbound.waitingParts()).isZero();
    }

    @Test
    void givesAPartThatComesTwiceOneEffectBeforeAndAfterItsMessageIsWhole() throws Exception {
        receive(part("a", 7, 2, 1));
        assertThat(receive(part("a", 7, 2, 1))).containsExactly(InboundOutcome.REPEATED);
        receive(part("b", 7, 2, 2));
        assertThat(receive(part("b", 7, 2, 2), part("a", 7, 2, 1)))
                .containsExactly(InboundOutcome.REPEATED, InboundOutcome.REPEATED);
        reopen();
        assertThat(receive(part("a", 7, 2, 1))).containsExactly(InboundOutcome.REPEATED);
        assertThat(texts()).containsExactly("ab");
    }

    @Test
    void takesAReferenceThatComesRoundForAnotherMessage() {
        receive(part("a", 7, 2, 1), part("b", 7, 2, 2), part("c", 7, 2, 1), part("d", 7, 2, 2));
        assertThat(texts()).containsExactly("ab", "cd");
        receive(part("e", 7, 2, 1), part("f", 7, 2, 1), part("g", 7, 2, 2));
        assertThat(texts()).containsExactly("ab", "cd", "e", "fg");
        assertThat(all().get(1).missing()).containsExactly(2);
    }

    @Test
    void keepsMessagesApartThatDifferInSenderRecipientKindOrTotal() {
        receive(
                part("a", 7, 2, 1),
                part("b", 7, 2, 2).from("+46700000002"),
                part("c", 7, 2, 2).to("+46709"),
                part("d", 7, 3, 2),
                part("e", 7, 2, 2).at(new InboundPlace(1, 7, 2, 2)));
        assertThat(all()).isEmpty();
        assertThat(inbound.waitingParts()).isEqualTo(5);
    }

    @Test
    void givesWhatThereIsOnceTheRestHasBeenWaitedForLongEnough() {
        receive(part("a", 7, 4, 1), part("c", 7, 4, 3));
        now = now.plus(Duration.ofHours(24));
        assertThat(get(inbound.giveIncomplete(micros() - 24 * HOUR_MICROS, 100)))
                .isZero();
        assertThat(get(inbound.giveIncomplete(micros() - 24 * HOUR_MICROS + 1, 100)))
                .isEqualTo(1);
        InboundMessage message = all().get(0);
        assertThat(message.content().text()).isEqualTo("ac");
        assertThat(message.missing()).containsExactly(2, 4);
        assertThat(message.parts()).isEqualTo(4);
        assertThat(get(inbound.giveIncomplete(micros(), 100))).isZero();
        assertThat(inbound.incomplete()).isEqualTo(1);
    }

    @Test
    void forgetsGivenPartsAndNotWhatTheySaid() {
        receive(part("a", 7, 2, 1), part("b", 7, 2, 2));
        now = now.plus(Duration.ofHours(2));
        assertThat(get(inbound.forgetParts(micros() - HOUR_MICROS, 100))).isEqualTo(1);
        assertThat(texts()).containsExactly("ab");
        assertThat(receive(part("a", 7, 2, 1))).containsExactly(InboundOutcome.WAITS);
    }

    @Test
    void takesTheSameTextTwiceForTwoMessagesIfTheSmscHeardThatTheFirstWasKept() {
        receive(alone("yes"), alone("yes"));
        assertThat(texts()).containsExactly("yes", "yes");
    }

    @Test
    void takesItForOneIfTheSmscMayNotHaveHeard() {
        receive(alone("yes"));
        assertThat(receive(alone("yes").knowing(Answer.DOUBTFUL))).containsExactly(InboundOutcome.REPEATED);
        assertThat(receive(alone("no").knowing(Answer.DOUBTFUL))).containsExactly(InboundOutcome.GIVEN);
        now = now.plus(Duration.ofMinutes(61));
        PlainInbound later = alone("yes").knowing(Answer.DOUBTFUL);
        PlainInbound onNewLink =
                new PlainInbound(PHONE, OURS, "yes", null, new InboundReading.Arrival(1, micros(), 9), Answer.DOUBTFUL);
        assertThat(receive(later)).containsExactly(InboundOutcome.GIVEN);
        assertThat(receive(onNewLink)).containsExactly(InboundOutcome.REPEATED);
    }

    @Test
    void doubtsWhatAnEarlierProcessReceivedLast() throws Exception {
        receive(alone("early"));
        now = now.plus(Duration.ofMinutes(2));
        receive(alone("late"));
        reopen();
        assertThat(receive(alone("early").knowing(Answer.UNKNOWN), alone("late").knowing(Answer.UNKNOWN)))
                .containsExactly(InboundOutcome.GIVEN, InboundOutcome.REPEATED);
    }

    @Test
    void boundsWhatOnePhoneCanKeepOpen() {
        for (int reference = 0; reference < 500; reference++) {
            receive(part("x" + reference, reference, 255, 1));
        }
        assertThat(inbound.waitingParts()).isEqualTo(InboundParts.OPEN_OF_PAIR_MAX);
        assertThat(get(inbound.find(filter(null, null, Long.MAX_VALUE), 1_000)))
                .hasSize(500 - InboundParts.OPEN_OF_PAIR_MAX)
                .allSatisfy(message -> assertThat(message.missing()).hasSize(254));
    }

    @Test
    void boundsWhatAllPhonesCanKeepOpen() throws Exception {
        close();
        open(100);
        for (int phone = 0; phone < 300; phone++) {
            receive(part("x", 1, 255, 1).from("+4670" + phone));
        }
        assertThat(inbound.waitingParts()).isEqualTo(100);
        assertThat(get(inbound.find(filter(null, null, Long.MAX_VALUE), 1_000))).hasSize(200);
    }

    @Test
    void givesEveryMessageOnceWhenAllPartsComeShuffledAndTwice() throws Exception {
        List<PlainInbound> parts = new ArrayList<>();
        for (int message = 0; message < 60; message++) {
            for (int number = 1; number <= 5; number++) {
                PlainInbound one = part("[" + message + "/" + number + "]", message, 5, number)
                        .from("+4670000" + message / 10);
                parts.add(one);
                parts.add(one);
            }
        }
        Collections.shuffle(parts, new Random(5));
        for (int i = 0; i < parts.size(); i++) {
            receive(parts.get(i));
            if (i == parts.size() / 2) {
                reopen();
            }
        }
        assertThat(texts())
                .hasSize(60)
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("\\[(\\d+)/1]\\[\\1/2]\\[\\1/3]\\[\\1/4]\\[\\1/5]"));
    }

    @Test
    void findsMessagesByTheirNumbersInPagesThatDoNotShift() {
        for (int i = 0; i < 10; i++) {
            receive(alone("m" + i).to(i % 2 == 0 ? OURS : "+46701000000"));
        }
        List<InboundMessage> first = get(inbound.find(filter(OURS, null, Long.MAX_VALUE), 3));
        assertThat(first).extracting(message -> message.content().text()).containsExactly("m8", "m6", "m4");
        receive(alone("m10"));
        assertThat(get(inbound.find(filter(OURS, null, first.get(2).id().key()), 3)))
                .extracting(message -> message.content().text())
                .containsExactly("m2", "m0");
        assertThat(get(inbound.find(filter("0046701000000", PHONE, Long.MAX_VALUE), 9)))
                .hasSize(5);
        assertThat(get(inbound.find(filter("46701000000", "+4699", Long.MAX_VALUE), 9)))
                .isEmpty();
    }

    @Test
    void givesMessagesToTheAccountThatTheNumberBelongsTo() throws Exception {
        try (SqlAccounts accounts = SqlAccounts.open(database)) {
            assertThat(accounts.add("shop", false, 1)).isPresent();
            assertThat(accounts.add("bank", false, 1)).isPresent();
        }
        receive(alone("a"), alone("b").to("+46701000000"), alone("c").to("+4680"));
        assertThat(all()).extracting(InboundMessage::account).containsExactly(0L, 1L, 1L);
    }

    @Test
    void acceptsNoSmsForWhomHasStoppedThemUntilHeAsksForThemAgain() throws Exception {
        assertThat(accept(OURS)).isInstanceOf(AcceptOutcome.Kept.class);
        receive(alone(" ¡STÖP! "));
        assertThat(all().get(0).action()).isEqualTo("opt-out");
        assertThat(accept(OURS)).isInstanceOf(AcceptOutcome.OptedOut.class);
        assertThat(accept("Shop")).isInstanceOf(AcceptOutcome.OptedOut.class);
        assertThat(accept("+46701000000")).isInstanceOf(AcceptOutcome.Kept.class);
        reopen();
        assertThat(accept(OURS)).isInstanceOf(AcceptOutcome.OptedOut.class);
        receive(alone("start"));
        assertThat(accept(OURS)).isInstanceOf(AcceptOutcome.Kept.class);
        assertThat(accept("Shop")).isInstanceOf(AcceptOutcome.Kept.class);
    }

    @Test
    void answersWhoStopsOnceAndHisKeywordsNotAtAll() {
        receive(alone("stop"), alone("stop"), alone("hours"));
        assertThat(log.kept()).extracting(SqlInboundStoreTest::text).containsExactly("Stopped.");
        assertThat(inbound.answered()).isEqualTo(1);
        assertThat(inbound.optedOut()).isEqualTo(2);
    }

    @Test
    void answersAPhoneOnlySoManyTimesInAnHour() throws Exception {
        for (int i = 0; i < 10; i++) {
            receive(alone("Hours? " + i), alone("nothing " + i));
        }
        assertThat(log.kept()).hasSize(3);
        receive(alone("hours").from("+46700000002"));
        assertThat(log.kept()).hasSize(4);
        reopen();
        receive(alone("hours"));
        assertThat(log.kept()).hasSize(4);
        now = now.plus(Duration.ofMinutes(61));
        receive(alone("hours"));
        assertThat(log.kept()).hasSize(5);
    }

    @Test
    void answersNoNumberOfOurOwn() {
        receive(alone("hours").from("+46701000000").to(OURS));
        assertThat(log.kept()).isEmpty();
    }

    @Test
    void listsWhoHasOptedOutAndRemovesHim() {
        receive(alone("stop"), alone("stop").from("+46700000002").to("+46701000000"));
        assertThat(get(store.optOuts().find(null, null, null, Long.MAX_VALUE, 9)))
                .extracting(OptOut::sender)
                .containsExactly("+46701000000", "Shop", OURS);
        assertThat(get(store.optOuts().find(null, "shop", "0046700000001", Long.MAX_VALUE, 9)))
                .hasSize(1);
        assertThat(get(store.optOuts().remove(OURS, PHONE, "ops"))).isTrue();
        assertThat(get(store.optOuts().remove(OURS, PHONE, "ops"))).isFalse();
        assertThat(accept(OURS)).isInstanceOf(AcceptOutcome.Kept.class);
        assertThat(get(store.optOuts().add(OURS, PHONE, "ops"))).isTrue();
        assertThat(accept(OURS)).isInstanceOf(AcceptOutcome.OptedOut.class);
    }

    private AcceptOutcome accept(String sender) {
        return get(store.messages().accept(request(sender, PHONE, "news"), "carrier-a"));
    }

    private static String text(OutboundMessage message) {
        return ((Content.Text) message.request().content()).text();
    }

    private List<InboundOutcome> receive(PlainInbound... deliveries) {
        return get(inbound.receive("carrier-a", PlainInbound.all(deliveries)));
    }

    /** The newest first. */
    private List<InboundMessage> all() {
        return get(inbound.find(filter(null, null, Long.MAX_VALUE), 1_000));
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        all().forEach(message -> texts.add(0, message.content().text()));
        return texts;
    }

    private static InboundFilter filter(@Nullable String to, @Nullable String from, long before) {
        return new InboundFilter(null, to, from, null, null, 0, Long.MAX_VALUE, before);
    }

    private long micros() {
        return now.toEpochMilli() * 1_000;
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(20, SECONDS).join();
    }
}
