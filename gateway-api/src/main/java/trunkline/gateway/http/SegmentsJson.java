package trunkline.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import trunkline.gateway.dispatch.SmsExplanation;
import trunkline.gateway.message.SmsSize.Replacement;

/** An explanation of a text as JSON: the same from the API and from the command line. */
public final class SegmentsJson {

    private SegmentsJson() {}

    public static ObjectNode of(SmsExplanation explained) {
        ObjectNode json = Json.object();
        json.put("message", explained.text());
        json.put("coding", explained.coding());
        json.put("data_coding", explained.dataCoding());
        json.put("unit", lower(explained.unit()));
        json.put("units", explained.units());
        json.put("capacity", explained.capacity());
        json.put("segment_count", explained.segments().size());
        putSegments(json.putArray("segments"), explained);
        putCharacters(json.putArray("characters"), explained);
        putReplaced(json.putArray("replaced"), explained.replaced());
        putCheaper(json.putArray("cheaper"), explained);
        return json;
    }

    private static void putSegments(ArrayNode list, SmsExplanation explained) {
        for (SmsExplanation.Segment segment : explained.segments()) {
            list.addObject()
                    .put("number", segment.number())
                    .put("units", segment.units())
                    .put("octets", segment.octets())
                    .put("text", segment.text());
        }
    }

    private static void putCharacters(ArrayNode list, SmsExplanation explained) {
        for (SmsExplanation.Costly costly : explained.costly()) {
            list.addObject()
                    .put("character", costly.character())
                    .put("code_point", codePoint(costly.character()))
                    .put("count", costly.count())
                    .put("units", costly.units())
                    .put("why", costly.why());
        }
    }

    private static void putCheaper(ArrayNode list, SmsExplanation explained) {
        for (SmsExplanation.Cheaper cheaper : explained.cheaper()) {
            ObjectNode json = list.addObject()
                    .put("by", lower(cheaper.by()))
                    .put("message", cheaper.text())
                    .put("coding", cheaper.coding())
                    .put("segment_count", cheaper.segments());
            putReplaced(json.putArray("replaced"), cheaper.replaced());
        }
    }

    /** What was replaced by what, and how often. */
    public static void putReplaced(ArrayNode list, List<Replacement> replaced) {
        for (Replacement one : replaced) {
            list.addObject()
                    .put("character", one.character())
                    .put("by", one.by())
                    .put("count", one.count());
        }
    }

    /** {@code U+20AC}. */
    public static String codePoint(String character) {
        return "U+%04X".formatted(character.codePointAt(0));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
