package trunkline.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.Network;
import trunkline.gateway.config.Setting;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.http.ClientAddress;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.limit.DayUse;
import trunkline.gateway.limit.LimitPlan;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.storage.SqlStore;

/** What accounts may do, and the trail of who has changed that. */
final class Governing {

    private static final Logger LOGGER = LoggerFactory.getLogger(Governing.class);

    private final SqlStore store;
    private final Clocks clocks;
    private final AuditStore audit;
    private final Limits limits;

    Governing(SqlStore store, Clocks clocks) {
        this.store = store;
        this.clocks = clocks;
        this.audit = store.audit();
        this.limits = new Limits(LimitPlan.NONE, store.pauses(), PhoneNumbers::country, clocks::nowMicros);
        store.charge(limits::cost);
    }

    Limits limits() {
        return limits;
    }

    /** Takes up what the store knows, before the first request comes. */
    void start(ConfigFile file) {
        limits.pauses().refresh().join();
        store.lookForBalances().join();
        limits.replace(file.config().limits(), sentToday(file).join());
        note(file, AuditStore.GATEWAY);
    }

    /** Takes up other limits. */
    void takeUp(ConfigFile file, String actor) {
        limits.replace(file.config().limits(), List.of());
        var unused = sentToday(file).thenAccept(limits::sentBefore).exceptionally(failure -> {
            LOGGER.atWarn().addKeyValue("cause", failure).log("what was sent in this day not counted");
            return null;
        });
        note(file, actor);
    }

    private CompletableFuture<List<DayUse>> sentToday(ConfigFile file) {
        if (!file.config().limits().countsDays()) {
            return CompletableFuture.completedFuture(List.of());
        }
        long dayMicros = TimeUnit.DAYS.toMicros(1);
        return store.sentSince(clocks.nowMicros() / dayMicros * dayMicros);
    }

    private void note(ConfigFile file, String actor) {
        StringBuilder values = new StringBuilder();
        int written = 0;
        for (Setting setting : file.settings()) {
            values.append(setting.key()).append('=').append(setting.value()).append('\n');
            written += setting.origin().equals("default") ? 0 : 1;
        }
        var unused = audit.configuration(
                        actor, written + " keys are not left at their defaults", hash(values.toString()))
                .exceptionally(failure -> {
                    LOGGER.atError().addKeyValue("cause", failure).log("configuration not noted in the audit trail");
                    return false;
                });
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Looks who is paused and who pays in advance: the command line may have changed it. */
    void look() {
        var unused = limits.pauses()
                .refresh()
                .thenCompose(done -> store.lookForBalances())
                .exceptionally(failure -> {
                    LOGGER.atWarn().addKeyValue("cause", failure).log("accounts not read, will try again");
                    return false;
                });
    }

    /** Tells where requests come from. */
    static ClientAddress clients(List<Network> proxies) {
        return new ClientAddress(
                address -> proxies.stream().anyMatch(proxy -> proxy.contains(address)), Network::address);
    }
}
