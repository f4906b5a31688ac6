package trunkline.gateway.trunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.dispatch.VoiceLink;
import trunkline.gateway.message.OutboundMessage;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.sip.stack.SipTrunk;
import trunkline.sip.stack.TrunkStatus;

/** One trunk: dials, plays, reports. Thread-safe. */
public final class TrunkLink implements VoiceLink {

    /** The number that our offers give to key presses (RFC 4733 §2). */
    private static final int TELEPHONE_EVENT = 101;

    private final String name;
    private final SipTrunk trunk;
    private final TrunkAudio audio;
    private final Phone phone;

    /** Takes the trunk into use. */
    public TrunkLink(TrunkConfig config, Phone phone) throws IOException {
        this.name = config.name();
        this.trunk = phone.userAgent()
                .open(TrunkSipSettings.of(config, phone.userAgent().localAddress()), status -> {});
        this.audio = TrunkAudio.of(config, payloadTypes(config));
        this.phone = phone;
    }

    /** The codecs of the profile that prompts are kept in, in its order, and key presses. */
    private static List<PayloadType> payloadTypes(TrunkConfig config) {
        List<PayloadType> types = new ArrayList<>();
        for (String name : config.profile().codecs()) {
            for (Codec codec : Codec.values()) {
                if (codec.payloadType().encoding().equals(name)) {
                    types.add(codec.payloadType());
                }
            }
        }
        types.add(PayloadType.telephoneEvent(TELEPHONE_EVENT));
        return List.copyOf(types);
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
