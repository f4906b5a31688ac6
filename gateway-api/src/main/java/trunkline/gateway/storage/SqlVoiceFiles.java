package trunkline.gateway.storage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.store.VoiceFile;
import trunkline.gateway.store.VoiceFileStore;

/** The verbs of {@link VoiceFileStore}. */
final class SqlVoiceFiles implements VoiceFileStore {

    private final Readers readers;
    private final GroupCommit writer;

    SqlVoiceFiles(Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<VoiceFile> putVoiceFile(long account, VoiceFile file) {
        return writer.write(tx -> {
            boolean isNew = VoiceFileRows.find(tx.sql(), account, file.name()) == null;
            AuditRows.addOf(tx, account, isNew ? "voice-file.added" : "voice-file.replaced", file.name(), "");
            return VoiceFileRows.put(tx, account, file);
        });
    }

    @Override
    public CompletableFuture<Boolean> removeVoiceFile(long account, String name) {
        return writer.write(tx -> {
            boolean was = VoiceFileRows.remove(tx, account, name);
            if (was) {
                AuditRows.addOf(tx, account, "voice-file.removed", name, "");
            }
            return was;
        });
    }

    @Override
    public CompletableFuture<Optional<VoiceFile>> findVoiceFile(long account, String name) {
        return readers.read(sql -> Optional.ofNullable(VoiceFileRows.find(sql, account, name)));
    }

    @Override
    public CompletableFuture<List<VoiceFile>> voiceFiles(long account) {
        return readers.read(sql -> VoiceFileRows.list(sql, account));
    }

    @Override
    public CompletableFuture<Boolean> isPromptNeeded(String prompt) {
        return readers.read(sql -> VoiceFileRows.isPromptNeeded(sql, prompt));
    }
}
