package trunkline.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.dispatch.CallDispatcher;
import trunkline.gateway.dispatch.CallLimits;
import trunkline.gateway.dispatch.Failover;
import trunkline.gateway.dispatch.Switchboard;
import trunkline.gateway.dispatch.VoiceDesk;
import trunkline.gateway.http.Health;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.VoiceFileStore;
import trunkline.gateway.trunk.Phone;
import trunkline.gateway.trunk.PromptFolder;
import trunkline.gateway.trunk.TrunkLink;

/** All trunks, each with its dispatcher, and the phone that they share. */
final class VoiceSide implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(VoiceSide.class);
    private static final long SWEEP_SECONDS = TimeUnit.HOURS.toSeconds(1);
    /** A prompt this young may belong to a message that is just being accepted. */
    private static final long SPARED_MICROS = TimeUnit.HOURS.toMicros(1);

    private final PromptFolder prompts;
    private final Map<String, TrunkLink> links = new LinkedHashMap<>();
    private final Map<String, CallDispatcher> trunks = new LinkedHashMap<>();
    private final @Nullable Phone phone;

    /** Opens the phone if there are trunks; no call is placed before {@link #start}. */
    VoiceSide(GatewayConfig config, MessageStore store, Failover failover, Timekeeper time) throws IOException {
        prompts = new PromptFolder(config.voice(), time.clocks().nano());
        if (config.trunks().isEmpty()) {
            phone = null;
            return;
        }
        int channels = config.trunks().stream()
                .mapToInt(trunk -> trunk.limits().channels())
                .sum();
        Phone opened = Phone.open(config.voice(), channels, prompts, time.clocks());
        for (TrunkConfig trunk : config.trunks()) {
            CallLimits limits =
                    new CallLimits(trunk.limits().channels(), trunk.limits().callsPerSecond(), trunk.redial());
            TrunkLink link = new TrunkLink(trunk, opened);
            links.put(trunk.name(), link);
            trunks.put(trunk.name(), new CallDispatcher(link, store, limits, failover, time.patient(), time));
        }
        phone = opened;
    }

    void start() {
        trunks.values().forEach(CallDispatcher::start);
    }

    /** Messages that a commit has kept, all of one trunk; false if it is none of these. */
    boolean kept(String name, List<OutboundMessage> messages) {
        CallDispatcher trunk = trunks.get(name);
        if (trunk == null) {
            return false;
        }
        trunk.kept(messages);
        return true;
    }

    /** Messages were given to these ways, if they are of these. */
    void lookForMoved(Set<String> names) {
        for (String name : names) {
            CallDispatcher trunk = trunks.get(name);
            if (trunk != null) {
                trunk.lookForMoved();
            }
        }
    }

    void tick() {
        trunks.values().forEach(CallDispatcher::tick);
    }

    /** The calls that are up, as people see and steer them. */
    VoiceDesk calls() {
        return new Switchboard(trunks);
    }

    /** Adds why each trunk that is down is down. */
    void whyDown(Map<String, String> into) {
        links.forEach((name, link) -> {
            String why = link.whyDown();
            if (why != null) {
                into.put(name, why);
            }
        });
    }

    PromptShelf shelf() {
        return prompts;
    }

    /** Takes prompts off the shelf, again and again, that neither a voice file nor an open message needs. */
    void sweepPrompts(VoiceFileStore files, Timekeeper time) {
        time.every(SWEEP_SECONDS, () -> {
            for (String prompt : prompts.olderThan(time.clocks().nowMicros() - SPARED_MICROS)) {
                var unused = files.isPromptNeeded(prompt)
                        .thenAccept(needed -> {
                            if (!needed) {
                                prompts.discard(prompt);
                            }
                        })
                        .exceptionally(failure -> {
                            LOGGER.atWarn().addKeyValue("cause", failure).log("prompt not swept");
                            return null;
                        });
            }
        });
    }

    List<Health.Part> health() {
        List<Health.Part> parts = new ArrayList<>();
        links.forEach((name, link) -> parts.add(new Health.Part("trunk " + name, link::whyDown)));
        return parts;
    }

    void measure(Meters meters) {
        links.forEach((name, link) ->
                meters.gauge("trunkline.trunk.up", link, one -> one.whyDown() == null ? 1 : 0, "trunk", name));
        trunks.forEach((name, trunk) -> meters.calls(name, trunk.figures()));
        if (phone != null) {
            meters.gauge("trunkline.rtp.streams", phone, Phone::streams);
            meters.gauge("trunkline.rtp.ports.free", phone, Phone::freePorts);
        }
    }

    /** Ends all calls. */
    @Override
    public void close() {
        if (phone != null) {
            phone.close();
        }
        prompts.close();
    }
}
