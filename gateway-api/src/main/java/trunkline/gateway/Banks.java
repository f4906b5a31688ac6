package trunkline.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.bank.BankStore;
import trunkline.gateway.bank.SimBank;
import trunkline.gateway.config.SmscConfig;

/** The banks of modems among the SMSCs. */
final class Banks {

    private final BankStore store;
    private final DoubleSupplier random;

    /** @param random from 0 up to 1, from any thread */
    Banks(BankStore store, DoubleSupplier random) {
        this.store = store;
        this.random = random;
    }

    /** The SIMs of an SMSC, of which nothing is known yet; null if it is no bank. */
    @Nullable
    SimBank of(SmscConfig smsc) {
        return smsc.bank() == null ? null : new SimBank(smsc.name(), smsc.bank(), store, random);
    }

    /** Takes up what an earlier process, or an earlier configuration, knew of a bank; fails if that cannot be read. */
    CompletableFuture<Boolean> takeUp(String name, @Nullable SimBank bank) {
        if (bank == null) {
            return CompletableFuture.completedFuture(true);
        }
        return store.load(name, SimBank.RECIPIENTS_MAX).thenApply(memory -> {
            bank.restore(memory);
            return true;
        });
    }
}
