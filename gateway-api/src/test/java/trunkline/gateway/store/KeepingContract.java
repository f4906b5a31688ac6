package trunkline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.store.StoreUnderTest.get;
import static trunkline.gateway.store.StoreUnderTest.submitted;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsSize.Replacement;
import trunkline.gateway.message.SmsState;

/** What every {@link MessageStore} does: how messages are kept, found and listed. */
interface KeepingContract extends StoreUnderTest {

    @Test
    default void keepsAMessageAsItWasAskedFor() {
        OutboundMessage message = accept("héllo € 😀");

        MessageReport report = report(message);

        assertThat(report.message()).isEqualTo(message);
        assertThat(report.progress().state()).isEqualTo(SmsState.ACCEPTED);
        assertThat(report.progress().version()).isZero();
        assertThat(log().kept()).containsExactly(message);
    }

    @Test
    default void keepsWhatAnSmsAsksForBesideItsText() {
        SmsOptions options = new SmsOptions(
                true,
                new SmsOptions.Ports(16_000, 65_535),
                new SmsOptions.Handling(3, 0x41, 1_900_000_000_000_001L, true));
        SmsSize size = new SmsSize(
                "gsm7-tr", 3, List.of(new Replacement("\u2019", "'", 2), new Replacement("\ud83d\ude00", "", 1)));

        for (Content content : List.of(
                new Content.Text("don't", options, size),
                new Content.Binary("00ff1b", options, SmsSize.of("binary", 1)),
                new Content.Text("plain", SmsOptions.NONE, SmsSize.of("ucs2", 2)))) {
            OutboundMessage message = accept(content, WAY);
            assertThat(report(message).message()).isEqualTo(message);
            assertThat(message.request().content()).isEqualTo(content);
        }
    }

    @Test
    default void messagesOfSeveralSegmentsToOneNumberHaveEachTheNextReference() {
        int first = acceptLong("+46736265449").reference();
        acceptLong("+46736265450");
        accept("a single one needs none");

        for (int i = 1; i <= 300; i++) {
            OutboundMessage next = acceptLong("+46736265449");
            assertThat(next.reference()).isEqualTo((first + i) & 0xFFFF);
            assertThat(report(next).message()).isEqualTo(next);
        }
    }

    @Test
    default void oneKeyMakesOneMessageForEachAccountAndStandsForOneRequest() {
        RequestKey key = new RequestKey("order-17", "aa");
        MessageRequest request = new MessageRequest(
                ACCOUNT,
                new Sender("Test"),
                new PhoneNumber("+46736265449"),
                Content.Text.of("x"),
                Duration.ofHours(1));

        AcceptOutcome first = get(store().acceptOnce(request, WAY, key));
        AcceptOutcome again = get(store().acceptOnce(request, WAY, key));
        AcceptOutcome other = get(store().acceptOnce(request, WAY, new RequestKey("order-17", "bb")));

        OutboundMessage message = ((AcceptOutcome.Kept) first).message();
        assertThat(again).isEqualTo(new AcceptOutcome.Repeated(message));
        assertThat(other).isEqualTo(new AcceptOutcome.OtherRequest());
        MessageRequest stranger =
                new MessageRequest(ACCOUNT + 1, request.from(), request.to(), request.content(), request.validity());
        assertThat(get(store().acceptOnce(stranger, WAY, key))).isInstanceOf(AcceptOutcome.Kept.class);
        assertThat(get(store().dropRequestKeys(10))).isZero();
    }

    @Test
    default void aKeyIsForgottenAfterADay() {
        RequestKey key = new RequestKey("order-17", "aa");
        MessageRequest request = planned(Content.Text.of("x"), Duration.ofDays(9));
        AcceptOutcome first = get(store().acceptOnce(request, WAY, key));
        later(Duration.ofHours(24).minusSeconds(1));
        assertThat(get(store().acceptOnce(request, WAY, key)))
                .isEqualTo(new AcceptOutcome.Repeated(((AcceptOutcome.Kept) first).message()));
        assertThat(get(store().dropRequestKeys(10))).isZero();

        later(Duration.ofSeconds(1));
        assertThat(get(store().acceptOnce(request, WAY, new RequestKey("order-17", "bb"))))
                .isInstanceOf(AcceptOutcome.Kept.class);
        later(Duration.ofHours(24));
        assertThat(get(store().dropRequestKeys(10))).isEqualTo(1);
        assertThat(get(store().dropRequestKeys(10))).isZero();
    }

    @Test
    default void givesKeysInTheOrderOfKeeping() {
        assertThat(accept("first").key()).isLessThan(accept("second").key());
    }

    @Test
    default void showsAMessageOnlyToItsAccountAndByItsWholeId() {
        MessageId id = accept("secret").id();

        assertThat(get(store().find(ACCOUNT + 1, id))).isEmpty();
        assertThat(get(store().find(ACCOUNT, new MessageId(id.key(), id.secret() + 1))))
                .isEmpty();
        assertThat(get(store().find(ACCOUNT, new MessageId(id.key() + 1, id.secret()))))
                .isEmpty();
    }

    @Test
    default void anIdOfOddOctetsIsKeptAsItCame() {
        OutboundMessage message = accept("hello");
        claimWhole(message);
        String id = "a b\n%25\u00e9\u0000 ";
        submit(submitted(message, 1, 1, id, id));

        assertThat(report(message).segments().get(0).smscMessageId()).isEqualTo(id);
    }

    @Test
    default void findsWhatWasNeverClaimedInPages() {
        OutboundMessage first = accept("1");
        OutboundMessage second = accept("2");
        OutboundMessage third = accept("3");
        OutboundMessage fourth = accept("4");
        claim(new SmsClaim(second.key(), ACCOUNT, 1, 1, 1, 1, false, null));

        assertThat(get(store().unclaimed(WAY, 0, 2))).containsExactly(first, third);
        assertThat(get(store().unclaimed(WAY, third.key(), 2))).containsExactly(fourth);
        assertThat(get(store().unclaimed("carrier-b", 0, 2))).isEmpty();
    }

    @Test
    default void listsTheMessagesThatAreAskedForTheNewestFirstInPagesThatDoNotShift() {
        OutboundMessage first = accept("first");
        OutboundMessage call = accept(new Content.Voice("a.mp3", "1"), "pbx");
        OutboundMessage named = schedule(Content.Text.of("later"), WAY, Duration.ofHours(2));
        OutboundMessage other = accept(Content.Text.of("x"), WAY, "+46736265450");
        end(new Ending(first.key(), SmsState.EXPIRED, "late"));

        MessagePage page = get(store().list(filter(null, null, null, null, Long.MAX_VALUE), 2));
        accept("after the first page");

        assertThat(keys(page)).containsExactly(other.key(), named.key());
        assertThat(keys(get(store().list(filter(null, null, null, null, page.nextBeforeKey()), 9))))
                .containsExactly(call.key(), first.key());
        assertThat(keys(get(store().list(filter(true, null, null, null, Long.MAX_VALUE), 9))))
                .containsExactly(call.key());
        assertThat(keys(get(store().list(filter(null, "scheduled", null, null, Long.MAX_VALUE), 9))))
                .containsExactly(named.key());
        assertThat(keys(get(store().list(filter(null, "expired", null, null, Long.MAX_VALUE), 9))))
                .containsExactly(first.key());
        assertThat(keys(get(store().list(filter(null, "accepted", "+46736265450", null, Long.MAX_VALUE), 9))))
                .containsExactly(other.key());
        assertThat(keys(get(store().list(filter(null, null, null, "order-17", Long.MAX_VALUE), 9))))
                .containsExactly(named.key());
        assertThat(get(store().list(filter(null, null, null, "order-18", Long.MAX_VALUE), 9)))
                .isEqualTo(new MessagePage(List.of(), 0));
    }

    private static MessageFilter filter(
            @Nullable Boolean voice,
            @Nullable String state,
            @Nullable String to,
            @Nullable String reference,
            long before) {
        return new MessageFilter(ACCOUNT, voice, state, null, to, reference, null, 0, Long.MAX_VALUE, before);
    }

    private static List<Long> keys(MessagePage page) {
        return page.messages().stream().map(report -> report.message().key()).toList();
    }
}
