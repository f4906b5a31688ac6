package trunkline.gateway.doctor;

import trunkline.gateway.config.TrunkConfig;

/** Whether a key that the callee was asked for came, and how. */
final class KeyVerdict {

    private KeyVerdict() {}

    static Finding of(TrunkConfig trunk, DoctorPlan.Call call, CallEvidence evidence) {
        if (call.key().isZero()) {
            return Finding.skipped(Step.KEY, "the callee was not asked to press one (--key)");
        }
        if (evidence.keys().isEmpty()) {
            boolean agreed = evidence.answer() != null && evidence.answer().telephoneEvent() != null;
            return Finding.wrong(
                    Step.KEY,
                    "none came, as telephone-event, by INFO" + (agreed ? "" : " or in the audio"),
                    agreed
                            ? "if one was pressed: the trunk agrees to telephone-event and does not send it; have it send RFC 4733 or INFO"
                            : "if one was pressed: have the trunk send RFC 4733, INFO or tones");
        }
        CallEvidence.Pressed first = evidence.keys().get(0);
        String seen = "the callee pressed " + first.key();
        return switch (first.way()) {
            case TELEPHONE_EVENT -> Finding.ok(Step.KEY, seen + ", as telephone-event (RFC 4733)");
            case INFO -> Finding.ok(Step.KEY, seen + ", by INFO");
            case IN_AUDIO ->
                trunk.media().tones()
                        ? Finding.ok(Step.KEY, seen + ", as a tone in the audio")
                        : Finding.wrong(
                                Step.KEY,
                                seen + ", as a tone in the audio, which is not listened to",
                                "`dtmf-in-audio: true`");
        };
    }
}
