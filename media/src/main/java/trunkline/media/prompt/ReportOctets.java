package trunkline.media.prompt;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import trunkline.media.codec.Codec;
import trunkline.media.source.SourceFormat;

/** A report as it stands in a prompt's file, field after field. */
final class ReportOctets {

    private ReportOctets() {}

    static void write(PromptReport report, DataOutputStream out) throws IOException {
        out.writeUTF(report.source().name());
        out.writeInt(report.source().sampleRate());
        out.writeInt(report.source().channels());
        out.writeLong(report.source().samples());
        out.writeLong(report.duration().toNanos());
        out.writeLong(report.trimmedBefore().toNanos());
        out.writeLong(report.trimmedAfter().toNanos());
        out.writeDouble(report.levelBeforeDbm0());
        out.writeDouble(report.levelAfterDbm0());
        out.writeDouble(report.gainDecibels());
        out.writeDouble(report.activity());
        out.writeLong(report.limitedSamples());
        out.writeLong(report.clippedSamples());
        out.writeInt(report.signalToNoise().size());
        for (var ratio : report.signalToNoise().entrySet()) {
            out.writeUTF(ratio.getKey().name());
            out.writeDouble(ratio.getValue());
        }
    }

    static PromptReport read(DataInputStream in) throws IOException {
        var source = new SourceFormat(in.readUTF(), in.readInt(), in.readInt(), in.readLong());
        return new PromptReport(
                source,
                Duration.ofNanos(in.readLong()),
                Duration.ofNanos(in.readLong()),
                Duration.ofNanos(in.readLong()),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                readRatios(in));
    }

    private static Map<Codec, Double> readRatios(DataInputStream in) throws IOException {
        Map<Codec, Double> ratios = new EnumMap<>(Codec.class);
        for (int left = in.readInt(); left > 0; left--) {
            ratios.put(Codec.valueOf(in.readUTF()), in.readDouble());
        }
        return ratios;
    }
}
