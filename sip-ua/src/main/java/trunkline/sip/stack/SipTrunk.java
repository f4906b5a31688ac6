package trunkline.sip.stack;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.locate.Located;
import trunkline.sip.stack.TrunkStatus.Registration;
import trunkline.sip.trunk.HealthSettings;
import trunkline.sip.trunk.RegistrationSettings;
import trunkline.sip.trunk.TrunkSettings;

/**
 * One trunk that is in use: places its calls, keeps its registration, watches whether it is there. Nothing that happens to
 * one trunk is seen by another: each has its own mailbox, targets and credentials. Made by {@link SipUserAgent#open}.
 * Thread-safe.
 */
public final class SipTrunk implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SipTrunk.class);

    private final TrunkSettings settings;
    private final UaParts parts;
    private final Executor workers;
    private final TrunkListener listener;
    private final Mailbox mailbox;
    private final TrunkPaths paths;
    private final OneTimer timer;
    private final StreamMessages.ConnectionWatcher watcher;
    private final @Nullable TrunkRegistration registration;
    private final @Nullable TrunkWatch watch;
    private volatile TrunkStatus status;
    private @Nullable TrunkStatus told;
    private boolean closed;

    SipTrunk(UaParts parts, Executor workers, TrunkSettings settings, TrunkListener listener) {
        this.settings = settings;
        this.parts = parts;
        this.workers = workers;
        this.listener = listener;
        this.mailbox = new Mailbox(workers);
        this.paths = new TrunkPaths(settings, parts);
        this.timer = new OneTimer(parts.timers(), () -> mailbox.post(this::onTick));
        RegistrationSettings register = settings.registration();
        this.registration = register == null ? null : new TrunkRegistration(this, parts, register);
        HealthSettings health = settings.health();
        this.watch = health == null ? null : new TrunkWatch(this, parts, health);
        this.watcher = peer -> mailbox.post(() -> {
            if (registration != null) {
                registration.onLost(peer);
            }
        });
        this.status = current();
    }

    /** Looks up where it is, and begins its upkeep. Fails where the files of its TLS settings cannot be used. */
    void open() throws IOException {
        if (settings.tls() != null) {
            paths.identity().check();
        }
        parts.streamMessages().watch(watcher);
        mailbox.post(() -> {
            mailbox.await(paths.locate(settings.proxy()), located -> {});
            tell();
            onTick();
        });
    }

    public TrunkSettings settings() {
        return settings;
    }

    /** As it is now. */
    public TrunkStatus status() {
        return status;
    }

    /** Where its calls would go now, in order (RFC 3263). Completes with a value always. */
    public CompletionStage<Located> locate() {
        return paths.locate(settings.proxy());
    }

    /**
     * Asks by OPTIONS what it can do (RFC 3261 §11.1), once and beside what its health settings say. Completes with a value
     * always, after all its targets were silent at the latest.
     */
    public CompletionStage<SipStatus> askCapabilities() {
        return TrunkInquiry.capabilities(this, parts);
    }

    /** Asks its registrar where what is for our account goes, and changes nothing there (RFC 3261 §10.2.3). Completes as above. */
    public CompletionStage<SipStatus> askBindings() {
        return TrunkInquiry.bindings(this, parts);
    }

    /**
     * Places a call. Returns at once, before the INVITE is sent; what becomes of it, a failure to send it too, goes to
     * {@code callListener}. Where there are too many calls, it ends at once as failed with a local 503.
     */
    public OutboundCall dial(CallRequest request, CallListener callListener) {
        Call call = new Call(parts, workers, this, request, callListener);
        if (parts.table().admit(call)) {
            call.start();
        } else {
            call.refuse(SipStatus.transportFailure("Too many calls, or closing"));
        }
        return call;
    }

    // for its parts; in the mailbox

    TrunkPaths paths() {
        return paths;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    private void onTick() {
        timer.onTick();
        if (closed) {
            return;
        }
        if (registration != null) {
            registration.onTick();
        }
        if (watch != null) {
            watch.onTick();
        }
        // A registration may have run out by itself.
        tell();
        reschedule();
    }

    void reschedule() {
        if (closed) {
            timer.stop();
            return;
        }
        long due = Long.MAX_VALUE;
        if (registration != null) {
            due = registration.dueNanos();
        }
        if (watch != null && (due == Long.MAX_VALUE || watch.dueNanos() - due < 0)) {
            due = watch.dueNanos();
        }
        if (due == Long.MAX_VALUE) {
            timer.stop();
        } else {
            timer.set(due);
        }
    }

    private TrunkStatus current() {
        Registration registered = registration == null
                ? Registration.NOT_NEEDED
                : registration.isValid() ? Registration.VALID : Registration.NONE;
        return new TrunkStatus(
                registered,
                registration == null ? null : registration.last(),
                watch == null || watch.isUp(),
                watch == null ? null : watch.last());
    }

    /** Something may have changed; the listener hears of it if the trunk has become usable, or ceased to be. */
    void tell() {
        TrunkStatus now = current();
        status = now;
        if (told == null || told.isUsable() != now.isUsable()) {
            told = now;
            try {
                listener.onStatus(now);
            } catch (RuntimeException e) {
                LOGGER.atError()
                        .setCause(e)
                        .addKeyValue("trunk", settings.name())
                        .log("listener of a trunk failed");
            }
        }
    }

    /** Ends its upkeep, and takes its registration back; calls go on. */
    @Override
    public void close() {
        close(null);
    }

    /** As {@link #close()}, but leaves a binding that {@code successor} makes its own: the registrar has only one. */
    void close(@Nullable SipTrunk successor) {
        parts.streamMessages().unwatch(watcher);
        parts.farewells().begin();
        mailbox.post(() -> {
            boolean first = !closed;
            closed = true;
            timer.stop();
            paths.close();
            if (first && registration != null && !isTakenOver(registration, successor)) {
                registration.remove(parts.farewells()::end);
            } else {
                parts.farewells().end();
            }
        });
    }

    private static boolean isTakenOver(TrunkRegistration registration, @Nullable SipTrunk successor) {
        return successor != null
                && successor.registration != null
                && registration.isSameBinding(successor.registration);
    }
}
