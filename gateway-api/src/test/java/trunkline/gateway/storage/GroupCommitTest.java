package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.store.CommitLog;

class GroupCommitTest {

    @TempDir
    private Path directory;

    private Database database;
    private GroupCommit writer;

    @BeforeEach
    void open() throws Exception {
        database = Database.openForGateway("sqlite:test.db", directory);
        writer = new GroupCommit(
                new Statements(database.connect()),
                InstantSource.system(),
                System::nanoTime,
                new CommitLog(),
                new Outbox(new MessageKeys(0)),
                new PassingTexts(database.secret()),
                ChangeHook.NONE);
        writer.start();
    }

    @AfterEach
    void close() {
        writer.close();
        database.close();
    }

    @Test
    void whatWaitsDuringOneCommitSharesTheNext() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CompletableFuture<Integer> first = writer.write(tx -> {
            await(hold);
            return 0;
        });
        List<CompletableFuture<Integer>> later = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            later.add(writer.write(tx -> insert(tx, "name-" + number)));
        }
        hold.countDown();
        first.join();
        later.forEach(CompletableFuture::join);

        // the first alone or with some of the hundred, and one or two more for the rest
        assertThat(writer.figures().commits()).isBetween(1L, 3L);
        assertThat(writer.figures().works()).isEqualTo(101);
    }

    @Test
    void oneBadWorkDoesNotFailItsNeighbours() {
        CountDownLatch hold = new CountDownLatch(1);
        var unused = writer.write(tx -> {
            await(hold);
            return 0;
        });
        CompletableFuture<Integer> good = writer.write(tx -> insert(tx, "good"));
        CompletableFuture<Integer> bad = writer.write(tx -> {
            throw new SQLException("no such thing");
        });
        CompletableFuture<Integer> alsoGood = writer.write(tx -> insert(tx, "also-good"));
        hold.countDown();

        assertThat(good.join()).isEqualTo(1);
        assertThat(alsoGood.join()).isEqualTo(1);
        assertThatThrownBy(bad::join).hasRootCauseMessage("no such thing");
        assertThat(names()).containsExactly("also-good", "good");
    }

    @Test
    void refusesOffersBeyondItsBoundAndNothingElse() {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        var unused = writer.write(tx -> {
            held.countDown();
            await(hold);
            return 0;
        });
        await(held);
        for (int i = 0; i < GroupCommit.OFFERED_MAX; i++) {
            assertThat(writer.offer(tx -> 0)).isNotNull();
        }

        assertThat(writer.offer(tx -> 0)).isNull();
        CompletableFuture<Integer> internal = writer.write(tx -> 5);
        hold.countDown();
        assertThat(internal.join()).isEqualTo(5);
        assertThat(writer.offer(tx -> 0)).isNotNull();
    }

    @Test
    void writesWhatIsWaitingBeforeItCloses() throws Exception {
        CompletableFuture<Integer> last = writer.write(tx -> insert(tx, "last"));
        writer.close();

        assertThat(last).isCompletedWithValue(1);
        assertThatThrownBy(() -> writer.write(tx -> 0).join()).hasRootCauseMessage("the store is closed");
    }

    private static int insert(Tx tx, String name) throws SQLException {
        return tx.sql().update("INSERT INTO way (name) VALUES (?)", name);
    }

    private List<String> names() {
        return writer.write(tx -> tx.sql().list(row -> row.getString(1), "SELECT name FROM way ORDER BY name"))
                .join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
