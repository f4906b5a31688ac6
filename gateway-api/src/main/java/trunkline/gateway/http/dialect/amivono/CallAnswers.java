package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import trunkline.gateway.call.AudioFigures;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.VoiceState;

/** What the API says of a call: the proof, grade by grade, and the figures behind it. */
final class CallAnswers {

    private static final double MILLIS_PER_SECOND = 1_000.0;

    private CallAnswers() {}

    static void put(ObjectNode json, CallReport call, MessageState state) {
        putProof(json.putArray("proof"), call, state);
        if (!call.trunk().isEmpty()) {
            json.put("trunk", call.trunk());
        }
        json.put("call_id", call.callId());
        if (call.answer() != null) {
            json.put("sip_status", call.answer().sipStatus());
            json.put("sip_reason", call.answer().reason());
            json.put("q850", call.answer().q850() == 0 ? null : call.answer().q850());
        }
        json.put("invited_at", Timestamps.seconds(call.times().invitedAtMicros()));
        json.put("ringing_at", Timestamps.seconds(call.times().ringingAtMicros()));
        json.put("answered_at", Timestamps.seconds(call.times().answeredAtMicros()));
        json.put("ended_at", Timestamps.seconds(call.times().endedAtMicros()));
        if (call.played() != null) {
            json.put("played_seconds", call.played().millis() / MILLIS_PER_SECOND);
            json.put("prompt_seconds", call.played().ofMillis() / MILLIS_PER_SECOND);
            json.put("plays", call.played().plays());
            json.put("rtp_packets", call.played().packets());
            json.put("hung_up_by", call.played().hungUpByCallee() ? "callee" : "gateway");
            AudioAnswers.put(json, call.played().audio());
        }
        if (!call.keys().isEmpty()) {
            json.put("keys", call.keys());
        }
    }

    /** From the weakest to the strongest. */
    private static void putProof(ArrayNode proof, CallReport call, MessageState state) {
        if (call.times().invitedAtMicros() != 0) {
            proof.add("invited");
        }
        if (call.times().ringingAtMicros() != 0) {
            proof.add("ringing");
        }
        if (call.times().answeredAtMicros() != 0) {
            proof.add("answered");
        }
        CallReport.Played played = call.played();
        if (played != null && played.packets() > 0) {
            proof.add("rtp-sent");
            AudioFigures audio = played.audio();
            if (audio != null && audio.peer() != null) {
                proof.add("rtcp-received");
            }
            if (played.plays() > 0 || played.millis() >= played.ofMillis()) {
                proof.add("played");
            }
        }
        if (state == VoiceState.CONFIRMED) {
            proof.add("confirmed");
        }
    }
}
