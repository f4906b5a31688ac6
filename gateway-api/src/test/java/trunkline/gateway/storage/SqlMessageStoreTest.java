package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.store.StoreUnderTest.timed;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.Event;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.MessageStoreContract;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.ReceiptStore;
import trunkline.gateway.store.SmsClaims;

class SqlMessageStoreTest implements MessageStoreContract {

    private static final MenuChoice HOURS = new MenuChoice('2', "hours.mp3", "b7");

    @TempDir
    private Path directory;

    private final CommitLog log = new CommitLog();
    private final ExecutorService racer = Executors.newSingleThreadExecutor();
    private volatile Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private Database database;
    private SqlStore store;

    @BeforeEach
    void open() throws StoreUnusableException {
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, () -> now, System::nanoTime, log, new PlainReceipt.Reader());
        store.start();
    }

    @AfterEach
    void close() {
        racer.shutdown();
        store.close();
        database.close();
    }

    @Test
    void aScheduledSmsToSomebodyWhoHasOptedOutSinceIsCancelledAndGivenBack() throws Exception {
        payInAdvance(1_000_000, 250_000);
        OutboundMessage message = schedule(Content.Text.of("later"), "carrier-a", Duration.ofHours(2));
        assertThat(store.balances().of(message.request().account()).join()).hasValue(750_000);
        store.optOuts().add("+46736265400", "+46736265449", "ops").join();
        later(Duration.ofHours(2));

        Set<Long> late = store.messages()
                .claimSms("carrier-a", new SmsClaims(List.of(), List.of(timed(message)), List.of(), 0, 0))
                .join();

        MessageReport report = store.messages()
                .find(message.request().account(), message.id())
                .join()
                .orElseThrow();
        assertThat(late).containsExactly(message.key());
        assertThat(report.progress().state()).isEqualTo(SmsState.CANCELLED);
        assertThat(report.progress().reason()).isEqualTo("its recipient has opted out before its time came");
        assertThat(store.messages().dueSms("carrier-a", Long.MAX_VALUE, 10).join())
                .isEmpty();
        assertThat(store.balances().of(message.request().account()).join()).hasValue(1_000_000);
    }

    /** The account of all messages has a balance, from which each is taken. */
    private void payInAdvance(long amount, long price) throws SQLException {
        try (Statements sql = new Statements(database.connect())) {
            sql.update("INSERT INTO account (id, name, operator, created_at) VALUES (?, 'shop', 0, 1)", ACCOUNT);
        }
        store.charge(request -> price);
        store.balances().add(ACCOUNT, amount, "ops").join();
    }

    @Test
    void aKeyOfAMenuIsAnEventOfItsAccountAndMovesNothing() {
        OutboundMessage message = acceptCall("3f9a", List.of(HOURS));
        store.events().want(message.request().account()).join();
        CallReport report = new CallReport("pbx", "1@gw", null, CallReport.Times.NONE, null, "2");
        store.messages()
                .claimCalls("pbx", new CallClaims(List.of(message.key()), List.of(), 0))
                .join();
        store.messages()
                .recordCalls(List.of(new CallRecord(message.key(), VoiceState.PLAYING, null, report)))
                .join();

        store.messages()
                .recordCalls(List.of(CallRecord.ofChoice(message.key(), VoiceState.PLAYING, HOURS, report)))
                .join();

        List<Event> events =
                store.events().after(message.request().account(), 0, 100, EventFilter.ALL).join().events().stream()
                        .map(EventReport::event)
                        .toList();
        assertThat(events).extracting(Event::kind).containsExactly("voice.calling", "voice.playing", "voice.key");
        assertThat(events.get(2).data()).isEqualTo("{\"key\":\"2\",\"play\":\"hours.mp3\"}");
        assertThat(events.get(2).message()).isEqualTo(message.key());
    }

    @Test
    void thePromptOfAMenuIsNeededUntilItsMessageHasEnded() {
        OutboundMessage message = acceptCall("3f9a", List.of(HOURS));

        assertThat(store.voiceFiles().isPromptNeeded("b7").join()).isTrue();
        assertThat(store.voiceFiles().isPromptNeeded("b").join()).isFalse();
        assertThat(store.voiceFiles().isPromptNeeded("b77").join()).isFalse();
        store.messages()
                .end(List.of(new Ending(message.key(), VoiceState.EXPIRED, "late")))
                .join();
        assertThat(store.voiceFiles().isPromptNeeded("b7").join()).isFalse();
    }

    private OutboundMessage acceptCall(String prompt, List<MenuChoice> menu) {
        return accept(new Content.Voice("alarm.mp3", prompt, VoiceOptions.NONE.with(menu)), "pbx");
    }

    @Override
    public MessageStore store() {
        return store.messages();
    }

    @Override
    public ReceiptStore receipts() {
        return store.receipts();
    }

    @Override
    public long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }

    @Override
    public void later(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Executor racer() {
        return racer;
    }

    @Override
    public CommitLog log() {
        return log;
    }
}
