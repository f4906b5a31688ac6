package trunkline.gateway.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static trunkline.gateway.storage.FilledStore.get;

import org.junit.jupiter.api.Test;
import trunkline.gateway.store.ExportStore.Export;
import trunkline.gateway.store.MessageFilter;

class WriteAheadLogTest extends OnFilledStore {

    /** A message has room for that much; so many of them are more than the log keeps. */
    private static final String LONG = "x".repeat(2_000_000);

    private static final MessageFilter ALL =
            new MessageFilter(null, null, null, null, null, null, null, 0, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final int MANY = Database.LOG_OCTETS_MAX / LONG.length() + 3;

    @Test
    void itsFileIsSmallAgainOnceAnExportThatHeldItHasEnded() throws Exception {
        filled.accept(PHONE, "first");
        Export export = get(filled.store().exports().open(ALL));
        get(export.next(1));
        for (int i = 0; i < MANY; i++) {
            filled.accept(PHONE, LONG);
        }
        assertThat(filled.logOctets()).as("the export reads what was before").isGreaterThan(Database.LOG_OCTETS_MAX);

        export.close();

        await().atMost(60, SECONDS).until(() -> {
            filled.accept(PHONE, "goes on");
            return filled.logOctets() <= Database.LOG_OCTETS_MAX;
        });
    }
}
