package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.UnfinishedSms;

/** A message in memory, and how far it has come. */
final class KeptMessage {

    OutboundMessage message;

    @Nullable
    SmsProgress sms;

    @Nullable
    MessageState state;

    int version;
    long updatedAt;
    long sentAt;
    int attempts;

    @Nullable
    String reason;

    @Nullable
    String form;

    @Nullable
    CallReport call;

    final List<CallTrace> traces = new ArrayList<>();

    KeptMessage(OutboundMessage message) {
        this.message = message;
    }

    boolean isOver() {
        return state != null && state.isFinal();
    }

    boolean isSettled() {
        return sms != null && sms.isSettled();
    }

    boolean isVoice() {
        return message.request().content() instanceof Content.Voice;
    }

    /** What the API says of it. */
    MessageReport report() {
        MessageState initial = isVoice() ? VoiceState.ACCEPTED : SmsState.ACCEPTED;
        Progress progress = new Progress(
                state == null ? initial : state,
                version,
                updatedAt,
                sentAt,
                attempts,
                sms != null && sms.possibleDuplicate(),
                reason);
        return new MessageReport(message, progress, sms == null ? List.of() : sms.segments(), call);
    }

    boolean matches(MessageFilter filter) {
        MessageRequest request = message.request();
        long at = message.createdAtMicros();
        return is(filter.account(), request.account())
                && is(filter.voice(), isVoice())
                && is(filter.state(), report().progress().state().label())
                && is(filter.from(), request.from().value())
                && is(filter.to(), request.to().e164())
                && (filter.clientReference() == null
                        || filter.clientReference().equals(request.plan().clientReference()))
                && at >= filter.sinceMicros()
                && at < filter.untilMicros();
    }

    private static boolean is(@Nullable Object wanted, Object found) {
        return wanted == null || wanted.equals(found);
    }

    /** How it is taken up again. */
    UnfinishedSms unfinished() {
        if (sms == null) {
            return new UnfinishedSms(message, 1, List.of(), null);
        }
        return new UnfinishedSms(
                message,
                attempts,
                sms.segments().stream().map(SegmentProgress::state).toList(),
                form);
    }
}
