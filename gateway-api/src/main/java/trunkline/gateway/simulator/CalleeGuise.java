package trunkline.gateway.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import trunkline.media.codec.Codec;
import trunkline.media.codec.PayloadType;
import trunkline.profile.TrunkProfile;
import trunkline.profile.TrunkProfile.NumberStyle;
import trunkline.profile.TrunkProfile.Transport;
import trunkline.sip.simulator.CalleeDemand;

/**
 * What a simulated callee wants of a call in the guise of a profile: what the profile says that a gateway needs to know, this
 * one insists on. The counterpart of {@code gateway.trunk.TrunkProfileSettings}.
 */
public final class CalleeGuise {

    private static final int TELEPHONE_EVENT = 101;

    private CalleeGuise() {}

    /** What INVITEs must be like. */
    public static List<CalleeDemand> demands(TrunkProfile profile) {
        List<CalleeDemand> demands = new ArrayList<>();
        if (profile.transport() == Transport.TCP) {
            demands.add(CalleeDemand.that("Via", "SIP/2.0/TCP", 403, "TCP Only"));
        }
        demands.add(CalleeDemand.that(
                "Request-URI", "^sip:" + number(profile.numbers().called()) + "@", 404, "Not A Number Here"));
        demands.add(CalleeDemand.that(
                "From",
                "sip:(" + number(profile.numbers().calling()) + "|[0-9]{1,6}|[a-z.]+)@",
                403,
                "Caller Invalid"));
        for (TrunkProfile.CallerHeader header : profile.identity().headers()) {
            String name = header.name().toLowerCase(Locale.ROOT).replace('_', '-');
            demands.add(CalleeDemand.that(name, ".", 403, "No " + name));
        }
        if (profile.identity().userPhone()) {
            demands.add(CalleeDemand.that("Request-URI", ";user=phone", 484, "Address Incomplete"));
        }
        if (profile.prack() == TrunkProfile.Prack.OFF) {
            demands.add(CalleeDemand.not("Supported", "100rel", 420, "Bad Extension"));
        }
        if (profile.prack() == TrunkProfile.Prack.REQUIRED) {
            demands.add(CalleeDemand.that("Require", "100rel", 421, "Extension Required"));
        }
        if (profile.sessionTimer() == TrunkProfile.SessionTimer.OFF) {
            demands.add(CalleeDemand.not("Session-Expires", ".", 400, "Session-Expires Not Understood"));
        }
        return demands;
    }

    private static String number(NumberStyle style) {
        return switch (style) {
            case PLUS -> "\\+[1-9][0-9]*";
            case DIGITS -> "[1-9][0-9]*";
            case ZEROS -> "00[1-9][0-9]*";
        };
    }

    /** What it understands, of what we can make, in its order; and key presses. */
    public static List<PayloadType> payloadTypes(TrunkProfile profile) {
        List<PayloadType> types = new ArrayList<>();
        for (String name : profile.codecs()) {
            for (Codec codec : Codec.values()) {
                if (codec.name().equals(name)) {
                    types.add(codec.payloadType());
                }
            }
        }
        types.add(PayloadType.telephoneEvent(TELEPHONE_EVENT));
        return types;
    }
}
