package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static trunkline.gateway.storage.FilledStore.get;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.store.ErasureStore.Wish;

class StoreBackupTest extends OnFilledStore {

    private static final int PAGE_OCTETS = 4_096;

    @Test
    void aCopyHasAllThatWasKeptAndNoOctetOfWhatIsNotToBe() throws Exception {
        OutboundMessage kept = filled.accept(PHONE, "a text that stays");
        filled.submitted(filled.acceptPassing(PHONE, "the code is 493817"));
        filled.delivered(filled.accept("+46736265450", "to be forgotten"));
        get(filled.store().erasure().erase(new Wish(new PhoneNumber("+46736265450"), false, false), "test"));

        long messages = copy("copy.db");

        assertThat(messages).isEqualTo(2);
        assertThat(octets("copy.db"))
                .contains("a text that stays")
                .doesNotContain("493817", "forgotten", "46736265450");
        filled.accept(PHONE, "after the copy");
        try (FilledStore restored = FilledStore.open(Files.createDirectory(directory.resolve("elsewhere")), copied())) {
            assertThat(get(restored.store().messages().find(FilledStore.ACCOUNT, kept.id())))
                    .isPresent();
            assertThat(restored.rowsWith("a text that stays")).isNotEmpty();
            assertThat(restored.rowsWith("after the copy")).isEmpty();
            restored.accept(PHONE, "the copy goes on");
        }
    }

    @Test
    void aCopyThatIsNotSoundIsNoCopy() throws Exception {
        for (int i = 0; i < 200; i++) {
            filled.accept(PHONE, "message " + i);
        }
        copy("copy.db");
        Path file = directory.resolve("copy.db");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[64]), channel.size() - PAGE_OCTETS);
        }

        assertThatThrownBy(() -> StoreBackup.check(file)).hasMessageContaining("is not sound: ");
        assertThatThrownBy(() -> copy("copy.db")).as("nor is one that is there").hasMessageContaining("cannot copy");
    }

    private long copy(String name) throws StoreUnusableException {
        return StoreBackup.copy(Database.openToRead("sqlite:test.db", directory), directory.resolve(name));
    }

    private Path copied() {
        return directory.resolve("copy.db");
    }

    private String octets(String name) throws Exception {
        return Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
    }
}
