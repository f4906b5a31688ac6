package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.bank.BankStore;
import trunkline.gateway.bank.SimState;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CommitLog;
import trunkline.gateway.store.PlainReceipt;
import trunkline.gateway.store.PutOff;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.UnfinishedSms;

class SqlBanksTest {

    private static final String WAY = "goip";
    private static final SimState STATE =
            new SimState("sim-1", 20_784, 17, 24_322, 170, 1, 2, 1_800_000_000_000_000L, 5, "it answered X");

    @TempDir
    private Path directory;

    private volatile Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private Database database;
    private SqlStore store;

    @BeforeEach
    void open() throws StoreUnusableException {
        database = Database.openForGateway("sqlite:test.db", directory);
        store = SqlStore.open(database, () -> now, System::nanoTime, new CommitLog(), new PlainReceipt.Reader());
        store.start();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void whatIsKnownOfSimsAndRecipientsOutlivesTheProcess() throws Exception {
        store.banks().put(WAY, STATE).join();
        store.banks().put("other", SimState.fresh("sim-1")).join();
        for (int i = 1; i <= 5; i++) {
            now = now.plusSeconds(1);
            store.banks().putRecipient(WAY, "+4670000000" + i, "sim-1").join();
        }
        now = now.plusSeconds(1);
        store.banks().putRecipient(WAY, "+46700000001", "sim-2").join();
        close();
        open();

        BankStore.Memory memory = store.banks().load(WAY, 3).join();
        assertThat(memory.sims()).containsExactly(STATE);
        assertThat(memory.recipients())
                .as("those written to last")
                .containsExactly(
                        Map.entry("+46700000004", "sim-1"),
                        Map.entry("+46700000005", "sim-1"),
                        Map.entry("+46700000001", "sim-2"));
    }

    @Test
    void theNumberThatAMessageWasLastSentAsIsKnown() {
        OutboundMessage message = accept();
        assertThat(store.banks().numberOf(message.key()).join()).isEmpty();

        store.banks().putSent(WAY, STATE, message.key(), "+46701000001").join();
        store.banks().putSent(WAY, STATE, message.key(), "+46701000002").join();

        assertThat(store.banks().numberOf(message.key()).join()).contains("+46701000002");
    }

    @Test
    void whatWaitsForASimIsDueWhenOneIsReleasedAndWhatRestsForAnotherReasonIsNot() {
        OutboundMessage waits = accept();
        OutboundMessage rests = accept();
        long later = micros() + 3_600_000_000L;
        await(waits, later);
        await(rests, later);
        store.messages()
                .recordSubmits(
                        WAY, new SubmitBatch(List.of(), List.of(new Retry(rests.key(), later)), List.of(), List.of()))
                .join();
        assertThat(due()).isEmpty();

        store.banks().release(WAY, STATE, "me").join();

        assertThat(due()).extracting(sms -> sms.message().key()).containsExactly(waits.key());
        assertThat(store.audit().find(Long.MAX_VALUE, 1).join())
                .extracting(AuditStore.Entry::actor, AuditStore.Entry::action, AuditStore.Entry::subject)
                .containsExactly(tuple("me", "sim.released", "goip/sim-1"));
    }

    private List<UnfinishedSms> due() {
        return store.messages().dueSms(WAY, micros(), 10).join();
    }

    private void await(OutboundMessage message, long atMicros) {
        PutOff wait = PutOff.untilASenderIsFree(message.key(), atMicros, "its SIM rests");
        store.messages().claimSms(WAY, SmsClaims.putOff(List.of(wait), 0, 0)).join();
    }

    private OutboundMessage accept() {
        MessageRequest request = new MessageRequest(
                1, new Sender("Shop"), new PhoneNumber("+46736265449"), Content.Text.of("x"), Duration.ofHours(1));
        return ((AcceptOutcome.Kept) store.messages().accept(request, WAY).join()).message();
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }
}
