package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.RepeatIntake;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.RequestKeys;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.MessageStore;

/** What the API says of messages: the documented members, and {@code id}, {@code status} and what explains it. */
public final class MessageAnswers {

    private static final int BODY_OCTETS_MAX = 64 * 1_024;

    /** What a request that creates a message may carry: the longest text, every character of it escaped. */
    static final Route.Body BODY = Route.Body.inMemory(BODY_OCTETS_MAX);

    private final MessageStore store;
    private final String publicUrl;

    /** @param publicUrl the front of every {@code Location}, without a slash at the end */
    public MessageAnswers(MessageStore store, String publicUrl) {
        this.store = store;
        this.publicUrl = publicUrl;
    }

    /** The answer to a request that asked for a message. */
    Response accepted(IntakeOutcome outcome) {
        return accepted(outcome, null);
    }

    /** The same to one that asked for it to be repeated, or not. */
    Response accepted(IntakeOutcome outcome, RepeatIntake.@Nullable Wish wish) {
        if (outcome instanceof IntakeOutcome.Kept kept) {
            OutboundMessage message = kept.message();
            boolean voice = message.request().content() instanceof Content.Voice;
            Progress progress = new Progress(
                    first(message, voice),
                    message.request().isScheduled() ? 1 : 0,
                    message.createdAtMicros(),
                    0,
                    0,
                    false,
                    null);
            String path = voice ? "/messages/voice/" : "/messages/sms/";
            ObjectNode json = toJson(new MessageReport(message, progress, List.of(), null));
            RepeatFields.putAsked(json, wish);
            return Response.json(201, json)
                    .with("Location", publicUrl + path + message.id().text());
        }
        if (outcome instanceof IntakeOutcome.Repeated repeated) {
            return RequestKeys.replayed(accepted(new IntakeOutcome.Kept(repeated.message()), wish));
        }
        if (outcome instanceof IntakeOutcome.OtherRequest) {
            return RequestKeys.otherRequest();
        }
        return problem(outcome).toResponse();
    }

    /** The answer to a request that has made a message before; nothing for any other. */
    Optional<Response> again(Optional<IntakeOutcome> made, RepeatIntake.@Nullable Wish wish) {
        return made.filter(outcome -> outcome instanceof IntakeOutcome.Repeated)
                .map(outcome -> accepted(outcome, wish));
    }

    /** Why a message was not kept. */
    static Problem problem(IntakeOutcome outcome) {
        if (outcome instanceof IntakeOutcome.Refused refused) {
            return refused(refused);
        }
        if (outcome instanceof IntakeOutcome.Limited limited) {
            return Refusals.of(limited.breach());
        }
        return Problem.unavailable(((IntakeOutcome.NotNow) outcome).reason());
    }

    static Problem refused(IntakeOutcome.Refused refused) {
        String field =
                switch (refused.what()) {
                    case RECIPIENT -> "to";
                    case TEXT -> SmsFields.MESSAGE;
                    case OCTETS -> SmsFields.BINARY;
                    case DELIVERY_TIME -> SmsFields.DELIVER_AT;
                    case SEND_TIME -> PlanFields.SEND_AT;
                    case FILE -> "file";
                    case MENU -> MenuFields.MENU;
                    case QUIET_HOURS -> HoursFields.QUIET_HOURS;
                    case CALL_WINDOW -> HoursFields.CALL_WINDOW;
                };
        return Problem.fields(List.of(new Problem.FieldError(field, refused.value(), refused.rule())));
    }

    static MessageState first(OutboundMessage message, boolean voice) {
        boolean scheduled = message.request().isScheduled();
        if (voice) {
            return scheduled ? VoiceState.SCHEDULED : VoiceState.ACCEPTED;
        }
        return scheduled ? SmsState.SCHEDULED : SmsState.ACCEPTED;
    }

    /** The answer to a request for a message, which must be of the kind that its path names. */
    CompletableFuture<Response> get(Account account, Request request, boolean voice) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(notFound());
        }
        return store.find(account.id(), id).thenApply(found -> answer(found, voice));
    }

    private static Response answer(Optional<MessageReport> found, boolean voice) {
        return found.filter(report -> voice == report.message().request().content() instanceof Content.Voice)
                .map(report -> Response.json(200, toJson(report)))
                .orElseGet(MessageAnswers::notFound);
    }

    private static Response notFound() {
        return Problem.notFound("there is no message of this id").toResponse();
    }

    static ObjectNode toJson(MessageReport report) {
        OutboundMessage message = report.message();
        Progress progress = report.progress();
        ObjectNode json = Json.object();
        json.put("id", message.id().text());
        json.put("status", progress.state().label());
        json.put("from", message.request().from().value());
        json.put("to", message.request().to().e164());
        if (message.request().content() instanceof Content.Voice voice) {
            json.put("file", voice.file());
            putOptions(json, voice.options());
            json.put("sent_at", Timestamps.seconds(progress.lastSentAtMicros()));
        } else {
            SmsMembers.putContent(json, (Content.Sms) message.request().content());
            json.put("last_sent_at", Timestamps.seconds(progress.lastSentAtMicros()));
            RepeatFields.put(json, report.repetition());
            SmsMembers.putOptions(json, message.request());
        }
        boolean voice = message.request().content() instanceof Content.Voice;
        PlanFields.put(json, message.request().plan(), voice ? HoursFields.CALL_WINDOW : HoursFields.QUIET_HOURS);
        json.put("created_at", Timestamps.seconds(message.createdAtMicros()));
        json.put("updated_at", Timestamps.seconds(progress.updatedAtMicros()));
        if (progress.reason() != null) {
            json.put("reason", progress.reason());
        }
        if (progress.attempts() > 0) {
            json.put("attempts", progress.attempts());
        }
        putSegments(json, report);
        putCall(json, report);
        return json;
    }

    private static void putOptions(ObjectNode json, VoiceOptions options) {
        if (options.plays() != null) {
            json.put(VoiceFields.PLAYS, options.plays());
        }
        if (options.pause() != null) {
            json.put(VoiceFields.PAUSE, options.pause().toSeconds());
        }
        if (options.confirm() != null) {
            json.put(VoiceFields.CONFIRM, options.confirm());
        }
        if (options.priority() != 0) {
            json.put(VoiceFields.PRIORITY, options.priority());
        }
        MenuFields.put(json, options.menu());
    }

    static void putSegments(ObjectNode json, MessageReport report) {
        if (report.segments().isEmpty()) {
            return;
        }
        json.put("possible_duplicate", report.progress().possibleDuplicate());
        ArrayNode segments = json.putArray("segments");
        int number = 0;
        for (SegmentProgress segment : report.segments()) {
            segments.addObject()
                    .put("number", ++number)
                    .put("status", segment.state().label())
                    .put("smsc_message_id", segment.smscMessageId())
                    .put("command_status", segment.commandStatus());
        }
    }

    static void putCall(ObjectNode json, MessageReport report) {
        CallReport call = report.call();
        if (call == null) {
            return;
        }
        MessageState state = report.progress().state();
        ObjectNode member = json.putObject("call");
        CallAnswers.put(member, call, state);
        if (state == VoiceState.CONFIRMED && report.message().request().content() instanceof Content.Voice voice) {
            member.put("confirmed_by", voice.options().confirmedBy(call.keys()));
        }
    }
}
