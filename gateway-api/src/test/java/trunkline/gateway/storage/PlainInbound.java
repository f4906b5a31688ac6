package trunkline.gateway.storage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.inbound.InboundPlace;
import trunkline.gateway.inbound.InboundReading;

/**
 * A delivery whose octets are its text.
 *
 * @param answer what its link knows of every earlier one
 */
record PlainInbound(String from, String to, String text, @Nullable InboundPlace place, Arrival arrival, Answer answer)
        implements InboundReading {

    static final String PHONE = "+46700000001";
    static final String OURS = "72345";
    /** Joins texts; reads all codings as one. */
    static final InboundReading.Reader READER = parts -> new InboundContent(
            "plain",
            false,
            parts.stream()
                    .map(part -> new String(part.pdu(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining()),
            null);

    private static int sequences;

    static PlainInbound alone(String text) {
        return new PlainInbound(PHONE, OURS, text, null, new Arrival(1, 1, ++sequences), Answer.ARRIVED);
    }

    static PlainInbound part(String text, int reference, int total, int number) {
        return alone(text).at(new InboundPlace(0, reference, total, number));
    }

    PlainInbound at(InboundPlace other) {
        return new PlainInbound(from, to, text, other, arrival, answer);
    }

    PlainInbound from(String other) {
        return new PlainInbound(other, to, text, place, arrival, answer);
    }

    PlainInbound to(String other) {
        return new PlainInbound(from, other, text, place, arrival, answer);
    }

    PlainInbound knowing(Answer other) {
        return new PlainInbound(from, to, text, place, arrival, other);
    }

    static List<InboundReading> all(PlainInbound... deliveries) {
        return List.of(deliveries);
    }

    @Override
    public byte[] pdu() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long fingerprint() {
        return text.hashCode();
    }

    @Override
    public Answer answerOf(Arrival earlier, long receivedAtMicros) {
        return answer;
    }
}
