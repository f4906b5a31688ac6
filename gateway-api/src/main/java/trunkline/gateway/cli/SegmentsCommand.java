package trunkline.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.http.Json;
import trunkline.gateway.smsc.TextSegments;

/** {@code segments TEXT}: how a text is encoded and split. */
@Command(
        name = "segments",
        mixinStandardHelpOptions = true,
        description = "Explain how a text is encoded and split into segments.")
final class SegmentsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TEXT", description = "The text of the message.")
    private String text = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        TextSegments explained = TextSegments.of(text);
        PrintWriter out = spec.commandLine().getOut();
        if (!explained.problem().isEmpty()) {
            spec.commandLine().getErr().println("the text " + explained.problem());
            return Main.FAILED;
        }
        out.println(json ? toJson(explained) : toText(explained));
        return Main.DONE;
    }

    private static String toText(TextSegments explained) {
        StringBuilder lines = new StringBuilder();
        lines.append("%s (data_coding %d), %d segment%s, %d %s in all"
                .formatted(
                        explained.coding(),
                        explained.dataCoding(),
                        explained.segments().size(),
                        explained.segments().size() == 1 ? "" : "s",
                        explained.units(),
                        explained.unit()));
        for (TextSegments.Segment segment : explained.segments()) {
            lines.append(System.lineSeparator())
                    .append("%3d  %3d of %3d %s  %3d octets  \"%s\""
                            .formatted(
                                    segment.number(),
                                    segment.units(),
                                    explained.capacity(),
                                    explained.unit(),
                                    segment.octets(),
                                    segment.text()));
        }
        return lines.toString();
    }

    private static ObjectNode toJson(TextSegments explained) {
        ObjectNode object = Json.object()
                .put("coding", explained.coding())
                .put("data_coding", explained.dataCoding())
                .put("unit", explained.unit())
                .put("units", explained.units())
                .put("capacity", explained.capacity());
        var list = object.putArray("segments");
        for (TextSegments.Segment segment : explained.segments()) {
            list.addObject()
                    .put("number", segment.number())
                    .put("units", segment.units())
                    .put("octets", segment.octets())
                    .put("text", segment.text());
        }
        return object;
    }
}
