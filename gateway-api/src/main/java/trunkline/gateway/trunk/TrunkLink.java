package trunkline.gateway.trunk;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.dispatch.VoiceLink;
import trunkline.gateway.message.OutboundMessage;
import trunkline.sip.stack.SipTrunk;
import trunkline.sip.stack.SipUserAgent;
import trunkline.sip.stack.TrunkStatus;
import trunkline.sip.trunk.TrunkSettings;

/**
 * One trunk: dials, plays, reports. Its settings may change, and it may be taken out of use, while it has calls: those go on as
 * they began. Thread-safe.
 */
public final class TrunkLink implements VoiceLink {

    private static final String RETIRED = "it is not in the configuration any more";

    private final String name;
    private final Phone phone;
    private volatile Line line;

    /** Settings that are in force, or were last. */
    private record Line(SipTrunk trunk, TrunkAudio audio, boolean isRetired) {}

    /** Takes the trunk into use. */
    public TrunkLink(TrunkConfig config, Phone phone) throws IOException {
        this.name = config.name();
        this.phone = phone;
        this.line = line(config, phone.userAgent().open(settings(config, phone), status -> {}));
    }

    private static Line line(TrunkConfig config, SipTrunk trunk) {
        return new Line(trunk, TrunkAudio.of(config, TrunkProfileSettings.payloadTypes(config.profile())), false);
    }

    private static TrunkSettings settings(TrunkConfig config, Phone phone) throws IOException {
        return TrunkSipSettings.of(config, phone.userAgent().localAddress());
    }

    /** Fails, with the reason, where these settings cannot be used, such as files that cannot be read; does nothing else. */
    public static void check(TrunkConfig config, Phone phone) throws IOException {
        SipUserAgent.check(settings(config, phone));
    }

    /** New calls are placed with these settings, also where it was retired. Where they cannot be used, all is as before. */
    public void change(TrunkConfig config) throws IOException {
        Line before = line;
        SipUserAgent userAgent = phone.userAgent();
        TrunkSettings settings = settings(config, phone);
        line = line(
                config,
                before.isRetired
                        ? userAgent.open(settings, status -> {})
                        : userAgent.replace(before.trunk, settings, status -> {}));
    }

    /** No new calls are placed. */
    public void retire() {
        Line before = line;
        if (!before.isRetired) {
            line = new Line(before.trunk, before.audio, true);
            phone.userAgent().retire(before.trunk);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String whyDown() {
        Line now = line;
        TrunkStatus status = now.trunk.status();
        return now.isRetired ? RETIRED : status.isUsable() ? null : status.trouble();
    }

    @Override
    public Executor executor() {
        return phone.executor();
    }

    @Override
    public PlacedCall call(OutboundMessage message, CallEvents events) {
        Line now = line;
        TrunkCall call = new TrunkCall(message, now.trunk, now.audio, phone, events);
        call.begin();
        return call;
    }
}
