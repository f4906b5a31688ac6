package trunkline.smpp.inbound;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import trunkline.smpp.segment.SeptetText;

/**
 * What the parts of a message say together.
 *
 * @param coding of the first part; {@link InboundCoding#BINARY} if any part is
 * @param text or, of a binary message, its octets as hexadecimal digits
 */
public record InboundText(InboundCoding coding, String text) {

    /**
     * The text of the parts that there are, in their order. Parts of one coding that stand next to each other are read
     * as one, so that a character may lie across their border.
     */
    public static InboundText join(List<InboundPart> parts) {
        if (parts.stream().anyMatch(part -> part.coding() == InboundCoding.BINARY)) {
            return new InboundText(InboundCoding.BINARY, HexFormat.of().formatHex(octets(parts)));
        }
        StringBuilder text = new StringBuilder();
        List<InboundPart> run = new ArrayList<>();
        for (InboundPart part : parts) {
            if (!run.isEmpty() && run.get(0).coding() != part.coding()) {
                text.append(read(run));
                run.clear();
            }
            run.add(part);
        }
        text.append(read(run));
        return new InboundText(
                parts.isEmpty() ? InboundCoding.SEPTETS : parts.get(0).coding(), text.toString());
    }

    private static String read(List<InboundPart> run) {
        var charset = run.isEmpty() ? null : run.get(0).coding().charset();
        if (charset != null) {
            return new String(octets(run), charset);
        }
        SeptetText text = new SeptetText();
        for (InboundPart part : run) {
            text.read(part.octets(), part.tables().locking(), part.tables().single());
        }
        return text.text();
    }

    private static byte[] octets(List<InboundPart> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(part.octets()));
        return all.toByteArray();
    }
}
