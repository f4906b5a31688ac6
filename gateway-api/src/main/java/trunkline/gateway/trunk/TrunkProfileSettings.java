package trunkline.gateway.trunk;

import java.util.ArrayList;
import java.util.List;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.profile.TrunkProfile;
import trunkline.sip.trunk.CallerHeaders;
import trunkline.sip.trunk.NumberFormat;
import trunkline.sip.trunk.SessionTimerSettings;
import trunkline.sip.trunk.TrunkIdentity;
import trunkline.sip.trunk.TrunkManners;
import trunkline.sip.trunk.TrunkSettings;

/** What a profile says of a trunk, as settings of {@code sip-ua} and {@code media}. */
public final class TrunkProfileSettings {

    /** The number that our offers give to key presses (RFC 4733 §2). */
    private static final int TELEPHONE_EVENT = 101;

    private TrunkProfileSettings() {}

    /** {@code settings} with all that the profile says. */
    static TrunkSettings apply(TrunkProfile profile, TrunkSettings settings) {
        TrunkIdentity identity = settings.identity();
        return settings.withNumbers(numbers(profile.numbers()))
                .withIdentity(identity.withCaller(caller(profile.identity(), identity.caller())))
                .withManners(manners(profile, settings.manners()));
    }

    private static NumberFormat numbers(TrunkProfile.Numbers numbers) {
        return NumberFormat.of(NumberFormat.Style.valueOf(numbers.called().name()))
                .withCalling(NumberFormat.Style.valueOf(numbers.calling().name()));
    }

    private static CallerHeaders caller(TrunkProfile.Identity identity, CallerHeaders caller) {
        return caller.with(identity.headers().stream()
                        .map(header -> CallerHeaders.Header.valueOf(header.name()))
                        .toArray(CallerHeaders.Header[]::new))
                .withUserPhone(identity.userPhone());
    }

    private static TrunkManners manners(TrunkProfile profile, TrunkManners manners) {
        SessionTimerSettings timer = manners.timer();
        TrunkManners.Progress progress =
                switch (profile.prack()) {
                    case OFF -> TrunkManners.Progress.UNRELIABLE;
                    case SUPPORTED -> TrunkManners.Progress.SUPPORTED;
                    case REQUIRED -> TrunkManners.Progress.REQUIRED;
                };
        return manners.withProgress(progress)
                .withTimer(new SessionTimerSettings(
                        SessionTimerSettings.Mode.valueOf(profile.sessionTimer().name()),
                        timer.interval(),
                        timer.minimum(),
                        timer.refresher()));
    }

    /** The codecs of the profile that prompts are kept in, in its order, and key presses. */
    public static List<PayloadType> payloadTypes(TrunkProfile profile) {
        List<PayloadType> types = new ArrayList<>();
        for (String name : profile.codecs()) {
            for (Codec codec : Codec.values()) {
                if (codec.payloadType().encoding().equals(name)) {
                    types.add(codec.payloadType());
                }
            }
        }
        types.add(PayloadType.telephoneEvent(TELEPHONE_EVENT));
        return List.copyOf(types);
    }
}
