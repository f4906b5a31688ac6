package trunkline.media.sdp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;

/**
 * What we say of our own audio in one call, description after description. Immutable: each negotiation gives the next.
 *
 * <pre>
 *   offering ---- sdp() is the offer ----> readAnswer ---> Agreed
 *   answering ------------------------+
 *   Agreed.local ---------------------+--> answer -------> Agreed, its local's sdp() is the answer
 * </pre>
 */
public final class LocalMedia {

    private final InetSocketAddress rtp;
    private final MediaTerms terms;
    private final Origin origin;
    private final boolean described;
    private final Description description;

    private LocalMedia(
            InetSocketAddress rtp, MediaTerms terms, Origin origin, boolean described, Description description) {
        this.rtp = rtp;
        this.terms = terms;
        this.origin = origin;
        this.described = described;
        this.description = description;
    }

    /**
     * The side that makes the first offer; {@link #sdp} is it.
     *
     * @param sessionId not negative, and of no other call (RFC 8866 §5.2)
     * @param rtp where we want to get audio, as the other side sees us; reports at the next port
     */
    public static LocalMedia offering(long sessionId, InetSocketAddress rtp, MediaTerms terms) {
        return of(sessionId, rtp, terms, true);
    }

    /** The side that gets the first offer; {@link #answer} comes first. Parameters as {@link #offering}. */
    public static LocalMedia answering(long sessionId, InetSocketAddress rtp, MediaTerms terms) {
        return of(sessionId, rtp, terms, false);
    }

    /** As {@link #offering(long, InetSocketAddress, MediaTerms)}, in the clear. */
    public static LocalMedia offering(
            long sessionId, InetSocketAddress rtp, List<PayloadType> supported, int ptimeMillis) {
        return offering(sessionId, rtp, MediaTerms.of(supported, ptimeMillis));
    }

    /** As {@link #answering(long, InetSocketAddress, MediaTerms)}, in the clear. */
    public static LocalMedia answering(
            long sessionId, InetSocketAddress rtp, List<PayloadType> supported, int ptimeMillis) {
        return answering(sessionId, rtp, MediaTerms.of(supported, ptimeMillis));
    }

    /** The present description as text, to be sent as {@code application/sdp}. Holds keys if audio is encrypted. */
    public String sdp() {
        InetAddress address = rtp.getAddress();
        String at = (address instanceof Inet4Address ? "IN IP4 " : "IN IP6 ") + address.getHostAddress();
        return "v=0\r\no=- " + origin.sessionId() + " " + origin.version() + " " + at + "\r\ns=-\r\nc=" + at
                + "\r\nt=0 0\r\n" + description.text(rtp.getPort());
    }

    /** Reads the answer to the offer that {@link #sdp} is. */
    public Negotiation readAnswer(String answer, AddressPolicy policy) {
        try {
            List<MediaSection> sections = SdpReader.read(answer);
            int index = description.before().size();
            if (index >= sections.size() || sections.get(index).port() == 0) {
                return new Negotiation.Refused("the other side takes no audio");
            }
            MediaSection section = sections.get(index);
            Description.Audio offered = description.audio();
            Crypto crypto = OfferAnswer.answered(section, offered.cryptos());
            RemoteMedia remote =
                    OfferAnswer.remote(section, terms, offered.rtcpMux(), OfferAnswer.secrets(crypto, terms), policy);
            return new Negotiation.Agreed(this, remote);
        } catch (UnusableSdpException e) {
            return new Negotiation.Refused(e.reason());
        }
    }

    /** Reads an offer, the first of a call or another, and answers it: hold with hold, the rest with what both can. */
    public Negotiation answer(String offer, AddressPolicy policy) {
        try {
            List<MediaSection> sections = SdpReader.read(offer);
            int index = OfferAnswer.audioIndex(sections, terms);
            MediaSection section = sections.get(index);
            @Nullable Crypto crypto = OfferAnswer.choose(section, terms);
            RemoteMedia remote =
                    OfferAnswer.remote(section, terms, terms.rtcpMux(), OfferAnswer.secrets(crypto, terms), policy);
            Description answer = Description.answer(sections, index, remote, terms, crypto);
            return new Negotiation.Agreed(next(answer), remote);
        } catch (UnusableSdpException e) {
            return new Negotiation.Refused(e.reason());
        }
    }

    /** Everything we support once more, for a re-INVITE that asks us to offer (RFC 3261 §14.1). */
    public LocalMedia offerAgain() {
        return next(description.offeringAll(terms));
    }

    /** The version counts descriptions that differ (RFC 3264 §8). */
    private LocalMedia next(Description next) {
        Origin nextOrigin = described && !next.equals(description) ? origin.next() : origin;
        return new LocalMedia(rtp, terms, nextOrigin, true, next);
    }

    private static LocalMedia of(long sessionId, InetSocketAddress rtp, MediaTerms terms, boolean described) {
        if (sessionId < 0) {
            throw new IllegalArgumentException("session id '" + sessionId + "': must not be negative");
        }
        return new LocalMedia(rtp, terms, new Origin(sessionId, 0), described, Description.offer(terms));
    }
}
