package trunkline.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import trunkline.media.codec.PayloadType;

/**
 * The media lines of a description of ours: one for audio, and a refusal for each other that the other side offered, in
 * its place (RFC 3264 §6).
 *
 * @param before refused media lines before the audio
 * @param payloadTypes of the audio line, best first
 * @param after refused media lines behind the audio
 */
record Description(
        List<String> before, List<PayloadType> payloadTypes, List<String> after, int ptimeMillis, Direction direction) {

    /** The answer to {@code sections}, of which {@code index} is the audio agreed on as {@code remote}. */
    static Description answer(List<MediaSection> sections, int index, RemoteMedia remote, int ptimeMillis) {
        List<PayloadType> types = new ArrayList<>();
        types.add(remote.audio());
        if (remote.telephoneEvent() != null) {
            types.add(remote.telephoneEvent());
        }
        return new Description(
                refused(sections.subList(0, index)),
                types,
                refused(sections.subList(index + 1, sections.size())),
                ptimeMillis,
                remote.direction());
    }

    /** The same lines with everything in the one for audio (RFC 3264 §8: no line ever goes away). */
    Description offeringAll(List<PayloadType> supported, int ptime) {
        return new Description(before, supported, after, ptime, Direction.SENDRECV);
    }

    String text(int port) {
        var lines = new ArrayList<>(before);
        String formats = payloadTypes.stream().map(type -> " " + type.number()).collect(Collectors.joining());
        lines.add("m=audio " + port + " RTP/AVP" + formats);
        for (PayloadType type : payloadTypes) {
            lines.add("a=rtpmap:" + type.number() + " " + type.encoding() + "/" + type.clockRate());
            if (type.isTelephoneEvent()) {
                lines.add("a=fmtp:" + type.number() + " 0-15"); // the keys of a telephone (RFC 4733 §2.4.1)
            }
        }
        lines.add("a=ptime:" + ptimeMillis);
        lines.add("a=" + direction.attribute());
        lines.addAll(after);
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static List<String> refused(List<MediaSection> sections) {
        return sections.stream()
                .map(section -> "m=" + section.media() + " 0 " + section.protocol() + " "
                        + section.formats().get(0))
                .toList();
    }
}
