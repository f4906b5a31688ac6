package trunkline.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;

/**
 * The media lines of a description of ours: one for audio, and a refusal for each other that the other side offered, in
 * its place (RFC 3264 §6).
 *
 * @param before refused media lines before the audio
 * @param audio the audio line and what belongs to it
 * @param after refused media lines behind the audio
 */
record Description(List<String> before, Audio audio, List<String> after) {

    /**
     * The audio line.
     *
     * @param payloadTypes best first
     * @param cryptos the crypto lines; empty over RTP/AVP
     * @param rtcpMux whether reports may share its port
     */
    record Audio(
            List<PayloadType> payloadTypes,
            int ptimeMillis,
            Direction direction,
            List<Crypto> cryptos,
            boolean rtcpMux) {}

    /** Everything that we have. */
    static Description offer(MediaTerms terms) {
        return new Description(List.of(), everything(terms), List.of());
    }

    /**
     * The answer to {@code sections}, of which {@code index} is the audio agreed on as {@code remote}.
     *
     * @param chosen the crypto line of the offer that was taken
     */
    static Description answer(
            List<MediaSection> sections, int index, RemoteMedia remote, MediaTerms terms, @Nullable Crypto chosen) {
        List<PayloadType> types = new ArrayList<>();
        types.add(remote.audio());
        if (remote.telephoneEvent() != null) {
            types.add(remote.telephoneEvent());
        }
        List<Crypto> cryptos = chosen == null || remote.secrets() == null
                ? List.of()
                : List.of(new Crypto(chosen.tag(), remote.secrets().ours()));
        boolean mux = terms.rtcpMux() && sections.get(index).isMuxed();
        return new Description(
                refused(sections.subList(0, index)),
                new Audio(types, terms.ptimeMillis(), remote.direction(), cryptos, mux),
                refused(sections.subList(index + 1, sections.size())));
    }

    /** The same lines with everything in the one for audio (RFC 3264 §8: no line ever goes away). */
    Description offeringAll(MediaTerms terms) {
        Audio all = everything(terms);
        // a call that is encrypted stays so, and one that is not stays as it is
        boolean same = all.cryptos.isEmpty() == audio.cryptos.isEmpty();
        List<Crypto> cryptos = same ? all.cryptos : audio.cryptos;
        return new Description(
                before, new Audio(all.payloadTypes, all.ptimeMillis, all.direction, cryptos, all.rtcpMux), after);
    }

    String text(int port) {
        var lines = new ArrayList<>(before);
        String protocol = audio.cryptos.isEmpty() ? MediaSection.PLAIN : MediaSection.SECURED;
        String formats =
                audio.payloadTypes.stream().map(type -> " " + type.number()).collect(Collectors.joining());
        lines.add("m=audio " + port + " " + protocol + formats);
        for (PayloadType type : audio.payloadTypes) {
            lines.add("a=rtpmap:" + type.number() + " " + type.encoding() + "/" + type.clockRate());
            if (type.isTelephoneEvent()) {
                lines.add("a=fmtp:" + type.number() + " 0-15"); // the keys of a telephone (RFC 4733 §2.4.1)
            }
        }
        lines.add("a=ptime:" + audio.ptimeMillis);
        audio.cryptos.forEach(crypto -> lines.add(crypto.line()));
        if (audio.rtcpMux) {
            lines.add("a=rtcp-mux");
        }
        lines.add("a=" + audio.direction.attribute());
        lines.addAll(after);
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static Audio everything(MediaTerms terms) {
        List<Crypto> cryptos = new ArrayList<>();
        if (terms.offersProtection()) {
            terms.keys().forEach(key -> cryptos.add(new Crypto(cryptos.size() + 1, key)));
        }
        return new Audio(
                terms.payloadTypes(), terms.ptimeMillis(), Direction.SENDRECV, List.copyOf(cryptos), terms.rtcpMux());
    }

    private static List<String> refused(List<MediaSection> sections) {
        return sections.stream()
                .map(section -> "m=" + section.media() + " 0 " + section.protocol() + " "
                        + section.formats().get(0))
                .toList();
    }
}
