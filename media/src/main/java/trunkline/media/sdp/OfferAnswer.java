package trunkline.media.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;
import trunkline.media.srtp.SrtpKey;
import trunkline.media.srtp.SrtpPair;

/** What two descriptions have in common (RFC 3264 §6.1 and §7). */
final class OfferAnswer {

    private OfferAnswer() {}

    /** Which of an offer's media lines we take: the first audio on our terms that shares a payload type with us. */
    static int audioIndex(List<MediaSection> sections, MediaTerms terms) throws UnusableSdpException {
        boolean audioOnOtherTerms = false;
        for (int i = 0; i < sections.size(); i++) {
            MediaSection section = sections.get(i);
            if (section.isAudioOverRtp() && audio(section, terms) != null) {
                if (terms.takes(section.isSecured())) {
                    return i;
                }
                audioOnOtherTerms = true;
            }
        }
        throw new UnusableSdpException(
                audioOnOtherTerms
                        ? "audio over " + (terms.offersProtection() ? MediaSection.PLAIN : MediaSection.SECURED)
                                + ", which is not what this call must have"
                        : "no audio over RTP in a codec that we have");
    }

    /** The crypto line of an offer that we take: its first that we know (RFC 4568 §5.1.2); null if it needs none. */
    static @Nullable Crypto choose(MediaSection section, MediaTerms terms) throws UnusableSdpException {
        if (!section.isSecured()) {
            return null;
        }
        for (Crypto crypto : section.cryptos()) {
            if (ours(crypto, terms) != null) {
                return crypto;
            }
        }
        throw new UnusableSdpException("no crypto line that we can use");
    }

    /** The keys of a call whose other side has offered {@code theirs}, or answered with it. */
    static @Nullable SrtpPair secrets(@Nullable Crypto theirs, MediaTerms terms) {
        SrtpKey ours = theirs == null ? null : ours(theirs, terms);
        return theirs == null || ours == null ? null : new SrtpPair(ours, theirs.key());
    }

    /** The crypto line of an answer, which must be one of those that we offered (RFC 4568 §5.1.3); null if none was. */
    static @Nullable Crypto answered(MediaSection section, List<Crypto> offered) throws UnusableSdpException {
        if (section.isSecured() == offered.isEmpty()) {
            throw new UnusableSdpException("media '" + section.media() + " " + section.protocol() + "': must be "
                    + (offered.isEmpty() ? MediaSection.PLAIN : MediaSection.SECURED) + ", as offered");
        }
        if (offered.isEmpty()) {
            return null;
        }
        List<Crypto> cryptos = section.cryptos();
        for (Crypto ours : offered) {
            if (cryptos.size() == 1
                    && cryptos.get(0).tag() == ours.tag()
                    && cryptos.get(0).key().suite() == ours.key().suite()) {
                return cryptos.get(0);
            }
        }
        throw new UnusableSdpException("crypto lines: must be one of those that were offered, with its tag");
    }

    /**
     * What {@code section} asks for, if we have it and may send there.
     *
     * @param muxed whether we have said that reports may share the audio's port
     */
    static RemoteMedia remote(
            MediaSection section, MediaTerms terms, boolean muxed, @Nullable SrtpPair secrets, AddressPolicy policy)
            throws UnusableSdpException {
        if (!section.isAudioOverRtp()) {
            throw new UnusableSdpException(
                    "media '" + section.media() + " " + section.protocol() + "': must be audio RTP/AVP or RTP/SAVP");
        }
        PayloadType audio = audio(section, terms);
        if (audio == null) {
            throw new UnusableSdpException("no codec in common: " + section.formats());
        }
        InetSocketAddress rtp = section.rtp();
        InetSocketAddress rtcp = muxed && section.isMuxed() ? rtp : section.rtcp();
        boolean held = rtp.getAddress().isAnyLocalAddress();
        if (!held) {
            check(rtp, policy);
            check(rtcp, policy);
        }
        // 0.0.0.0 is how RFC 2543 held a call: the other side does not want to be sent to
        Direction theirs = held ? section.direction().and(Direction.SENDONLY) : section.direction();
        return new RemoteMedia(
                rtp,
                rtcp,
                audio,
                telephoneEvent(section, terms),
                ptime(section, terms.ptimeMillis()),
                theirs.reversed(),
                secrets);
    }

    private static @Nullable SrtpKey ours(Crypto crypto, MediaTerms terms) {
        return terms.keys().stream()
                .filter(key -> key.suite() == crypto.key().suite())
                .findFirst()
                .orElse(null);
    }

    /** The other side's first that we have: its order is its preference (RFC 3264 §6.1). */
    private static @Nullable PayloadType audio(MediaSection section, MediaTerms terms) {
        for (PayloadType type : section.payloadTypes()) {
            if (!type.isTelephoneEvent() && terms.payloadTypes().stream().anyMatch(type::sameFormat)) {
                return type;
            }
        }
        return null;
    }

    private static @Nullable PayloadType telephoneEvent(MediaSection section, MediaTerms terms) {
        for (PayloadType type : section.payloadTypes()) {
            if (type.isTelephoneEvent() && terms.payloadTypes().stream().anyMatch(type::sameFormat)) {
                return type;
            }
        }
        return null;
    }

    /** Their wish if we can fulfil it, else ours, and never more than their maximum (RFC 8866 §6.4, §6.5). */
    private static int ptime(MediaSection section, int ours) {
        int wish = number(section.attribute("ptime"));
        int ptime = MediaTerms.isPtime(wish) ? wish : ours;
        int most = number(section.attribute("maxptime"));
        return most < 10 ? ptime : Math.min(ptime, most / 10 * 10);
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
