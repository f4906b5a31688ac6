package trunkline.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the names of voice files are kept; what they sound like is on a shelf of its own. Thread-safe. */
public interface VoiceFileStore {

    /** Puts a file under its name, in place of another that may have had it. */
    CompletableFuture<VoiceFile> putVoiceFile(long account, VoiceFile file);

    /** Takes a name away; false if there was none. */
    CompletableFuture<Boolean> removeVoiceFile(long account, String name);

    /** The file of this name, if there is one. */
    CompletableFuture<Optional<VoiceFile>> findVoiceFile(long account, String name);

    /** The files of an account, by name. */
    CompletableFuture<List<VoiceFile>> voiceFiles(long account);

    /** Whether any file or open message plays this prompt. */
    CompletableFuture<Boolean> isPromptNeeded(String prompt);
}
