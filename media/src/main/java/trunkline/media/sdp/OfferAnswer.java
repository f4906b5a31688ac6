package trunkline.media.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;

/** What two descriptions have in common (RFC 3264 §6.1 and §7). */
final class OfferAnswer {

    private OfferAnswer() {}

    /** Which of an offer's media lines we take: the first audio that shares a payload type with us. */
    static int audioIndex(List<MediaSection> sections, List<PayloadType> supported) throws UnusableSdpException {
        for (int i = 0; i < sections.size(); i++) {
            MediaSection section = sections.get(i);
            if (section.isAudioOverRtp() && audio(section, supported) != null) {
                return i;
            }
        }
        throw new UnusableSdpException("no audio over RTP/AVP in a codec that we have");
    }

    /** What {@code section} asks for, if we have it and may send there. */
    static RemoteMedia remote(MediaSection section, List<PayloadType> supported, int ptimeMillis, AddressPolicy policy)
            throws UnusableSdpException {
        if (!section.isAudioOverRtp()) {
            throw new UnusableSdpException(
                    "media '" + section.media() + " " + section.protocol() + "': must be audio RTP/AVP");
        }
        PayloadType audio = audio(section, supported);
        if (audio == null) {
            throw new UnusableSdpException("no codec in common: " + section.formats());
        }
        InetSocketAddress rtp = section.rtp();
        InetSocketAddress rtcp = section.rtcp();
        boolean held = rtp.getAddress().isAnyLocalAddress();
        if (!held) {
            check(rtp, policy);
            check(rtcp, policy);
        }
        // 0.0.0.0 is how RFC 2543 held a call: the other side does not want to be sent to
        Direction theirs = held ? section.direction().and(Direction.SENDONLY) : section.direction();
        return new RemoteMedia(
                rtp, rtcp, audio, telephoneEvent(section, supported), ptime(section, ptimeMillis), theirs.reversed());
    }

    /** The other side's first that we have: its order is its preference (RFC 3264 §6.1). */
    private static @Nullable PayloadType audio(MediaSection section, List<PayloadType> supported) {
        for (PayloadType type : section.payloadTypes()) {
            if (!type.isTelephoneEvent() && supported.stream().anyMatch(type::sameFormat)) {
                return type;
            }
        }
        return null;
    }

    private static @Nullable PayloadType telephoneEvent(MediaSection section, List<PayloadType> supported) {
        for (PayloadType type : section.payloadTypes()) {
            if (type.isTelephoneEvent() && supported.stream().anyMatch(type::sameFormat)) {
                return type;
            }
        }
        return null;
    }

    /** Their wish if we can fulfil it, else ours, and never more than their maximum (RFC 8866 §6.4, §6.5). */
    private static int ptime(MediaSection section, int ours) {
        int wish = number(section.attribute("ptime"));
        int ptime = LocalMedia.isPtime(wish) ? wish : ours;
        int most = number(section.attribute("maxptime"));
        return most < LocalMedia.PTIME_MILLIS_MIN ? ptime : Math.min(ptime, most / 10 * 10);
    }

    private static int number(@Nullable String value) {
        return value == null ? -1 : SdpNumber.parse(value.trim());
    }

    private static void check(InetSocketAddress target, AddressPolicy policy) throws UnusableSdpException {
        String refusal = policy.refusal(target);
        if (refusal != null) {
            throw new UnusableSdpException(refusal);
        }
    }
}
