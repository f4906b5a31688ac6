package trunkline.gateway.trunk;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.dispatch.VoiceLink;
import trunkline.gateway.message.OutboundMessage;
import trunkline.sip.stack.SipTrunk;
import trunkline.sip.stack.TrunkStatus;

/** One trunk: dials, plays, reports. Thread-safe. */
public final class TrunkLink implements VoiceLink {

    private final String name;
    private final SipTrunk trunk;
    private final TrunkAudio audio;
    private final Phone phone;

    /** Takes the trunk into use. */
    public TrunkLink(TrunkConfig config, Phone phone) throws IOException {
        this.name = config.name();
        this.trunk = phone.userAgent()
                .open(TrunkSipSettings.of(config, phone.userAgent().localAddress()), status -> {});
        this.audio = TrunkAudio.of(config, TrunkProfileSettings.payloadTypes(config.profile()));
        this.phone = phone;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String whyDown() {
        TrunkStatus status = trunk.status();
        return status.isUsable() ? null : status.trouble();
    }

    @Override
    public Executor executor() {
        return phone.executor();
    }

    @Override
    public PlacedCall call(OutboundMessage message, CallEvents events) {
        TrunkCall call = new TrunkCall(message, trunk, audio, phone, events);
        call.begin();
        return call;
    }
}
