package trunkline.media.sdp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
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

    static final int PTIME_MILLIS_MIN = 10;
    static final int PTIME_MILLIS_MAX = 60;

    private final InetSocketAddress rtp;
    private final List<PayloadType> supported;
    private final int ptimeMillis;
    private final Origin origin;
    private final boolean described;
    private final Description description;

    private LocalMedia(
            InetSocketAddress rtp,
            List<PayloadType> supported,
            int ptimeMillis,
            Origin origin,
            boolean described,
            Description description) {
        this.rtp = rtp;
        this.supported = supported;
        this.ptimeMillis = ptimeMillis;
        this.origin = origin;
        this.described = described;
        this.description = description;
    }

    /**
     * The side that makes the first offer; {@link #sdp} is it.
     *
     * @param sessionId not negative, and of no other call (RFC 8866 §5.2)
     * @param rtp where we want to get audio, as the other side sees us; reports at the next port
     * @param supported what we can send and take, best first; telephone-event among it for key presses
     * @param ptimeMillis audio per packet that we prefer, 10 to 60 in steps of ten
     */
    public static LocalMedia offering(
            long sessionId, InetSocketAddress rtp, List<PayloadType> supported, int ptimeMillis) {
        return of(sessionId, rtp, supported, ptimeMillis, true);
    }

    /** The side that gets the first offer; {@link #answer} comes first. Parameters as {@link #offering}. */
    public static LocalMedia answering(
            long sessionId, InetSocketAddress rtp, List<PayloadType> supported, int ptimeMillis) {
        return of(sessionId, rtp, supported, ptimeMillis, false);
    }

    /** The present description as text, to be sent as {@code application/sdp}. */
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
            RemoteMedia remote = OfferAnswer.remote(section, supported, ptimeMillis, policy);
            return new Negotiation.Agreed(this, remote);
        } catch (UnusableSdpException e) {
            return new Negotiation.Refused(e.reason());
        }
    }

    /** Reads an offer, the first of a call or another, and answers it: hold with hold, the rest with what both can. */
    public Negotiation answer(String offer, AddressPolicy policy) {
        try {
            List<MediaSection> sections = SdpReader.read(offer);
            int index = OfferAnswer.audioIndex(sections, supported);
            RemoteMedia remote = OfferAnswer.remote(sections.get(index), supported, ptimeMillis, policy);
            return new Negotiation.Agreed(next(Description.answer(sections, index, remote, ptimeMillis)), remote);
        } catch (UnusableSdpException e) {
            return new Negotiation.Refused(e.reason());
        }
    }

    /** Everything we support once more, for a re-INVITE that asks us to offer (RFC 3261 §14.1). */
    public LocalMedia offerAgain() {
        return next(description.offeringAll(supported, ptimeMillis));
    }

    /** The version counts descriptions that differ (RFC 3264 §8). */
    private LocalMedia next(Description next) {
        Origin nextOrigin = described && !next.equals(description) ? origin.next() : origin;
        return new LocalMedia(rtp, supported, ptimeMillis, nextOrigin, true, next);
    }

    private static LocalMedia of(
            long sessionId, InetSocketAddress rtp, List<PayloadType> supported, int ptimeMillis, boolean described) {
        if (sessionId < 0) {
            throw new IllegalArgumentException("session id '" + sessionId + "': must not be negative");
        }
        if (supported.stream().allMatch(PayloadType::isTelephoneEvent)) {
            throw new IllegalArgumentException("payload types " + supported + ": must hold one for audio");
        }
        if (!isPtime(ptimeMillis)) {
            throw new IllegalArgumentException("ptime '" + ptimeMillis + "': must be 10 to 60 in steps of ten");
        }
        List<PayloadType> types = List.copyOf(supported);
        var description = new Description(List.of(), types, List.of(), ptimeMillis, Direction.SENDRECV);
        return new LocalMedia(rtp, types, ptimeMillis, new Origin(sessionId, 0), described, description);
    }

    static boolean isPtime(int millis) {
        return millis >= PTIME_MILLIS_MIN && millis <= PTIME_MILLIS_MAX && millis % 10 == 0;
    }
}
