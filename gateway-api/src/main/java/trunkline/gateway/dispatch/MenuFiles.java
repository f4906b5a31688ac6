package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.store.VoiceFile;
import trunkline.gateway.store.VoiceFileStore;

/** Finds the voice files that the keys of a menu play. Thread-safe. */
final class MenuFiles {

    /** What became of it. */
    sealed interface Found {

        /** All of them are there. */
        record All(List<MenuChoice> menu) implements Found {}

        /** This one is not. */
        record Missing(String file) implements Found {}
    }

    private final VoiceFileStore files;

    MenuFiles(VoiceFileStore files) {
        this.files = files;
    }

    /** One after the other; there are at most as many as a telephone has keys. */
    CompletableFuture<Found> find(Account account, List<MenuChoice> menu) {
        return find(account, menu, List.of());
    }

    private CompletableFuture<Found> find(Account account, List<MenuChoice> menu, List<MenuChoice> found) {
        if (found.size() == menu.size()) {
            return CompletableFuture.completedFuture(new Found.All(found));
        }
        MenuChoice next = menu.get(found.size());
        return files.findVoiceFile(account.id(), next.file())
                .thenCompose(file -> file.isEmpty()
                        ? CompletableFuture.completedFuture(new Found.Missing(next.file()))
                        : find(account, menu, and(found, next, file)));
    }

    private static List<MenuChoice> and(List<MenuChoice> found, MenuChoice next, Optional<VoiceFile> file) {
        List<MenuChoice> more = new ArrayList<>(found);
        more.add(next.found(file.orElseThrow().prompt()));
        return more;
    }
}
