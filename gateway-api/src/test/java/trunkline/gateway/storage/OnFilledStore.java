package trunkline.gateway.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests share that look at every row and file of a store on disk: one for each test, with nothing in it. */
abstract class OnFilledStore {

    static final String PHONE = "+46736265449";
    static final String OTHER = "+46736265450";

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    FilledStore filled;

    @BeforeEach
    final void openStore() throws StoreUnusableException {
        filled = FilledStore.open(directory);
    }

    @AfterEach
    final void closeStore() {
        filled.close();
    }
}
