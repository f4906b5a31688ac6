package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.AudioFigures;

/** What the API says of how the audio of a call left and arrived. */
final class AudioAnswers {

    private static final double MICROS_PER_MILLI = 1_000.0;

    private AudioAnswers() {}

    static void put(ObjectNode call, @Nullable AudioFigures audio) {
        if (audio == null) {
            return;
        }
        ObjectNode json = call.putObject("audio").put("codec", audio.codec()).put("ptime", audio.ptimeMillis());
        json.putObject("sent")
                .put("deviation_p50_ms", millis(audio.sent().p50Micros()))
                .put("deviation_p99_ms", millis(audio.sent().p99Micros()))
                .put("deviation_max_ms", millis(audio.sent().maxMicros()))
                .put("not_sent", audio.sent().notSent());
        json.putObject("received")
                .put("packets", audio.received().packets())
                .put("lost", audio.received().lost())
                .put("jitter_ms", millis(audio.received().jitterMicros()));
        AudioFigures.Peer peer = audio.peer();
        if (peer == null) {
            json.putNull("reported_by_callee");
            return;
        }
        json.putObject("reported_by_callee")
                .put("lost", peer.lost())
                .put("jitter_ms", millis(peer.jitterMicros()))
                .put("round_trip_ms", peer.roundTripMicros() < 0 ? null : millis(peer.roundTripMicros()));
    }

    private static double millis(long micros) {
        return micros / MICROS_PER_MILLI;
    }
}
