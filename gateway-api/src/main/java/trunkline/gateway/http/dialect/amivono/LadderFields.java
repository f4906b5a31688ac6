package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderStep;

/** The members of a request for a ladder: {@code steps}, each the body of an SMS or a voice message, and {@code reference}. */
final class LadderFields {

    static final String STEPS = "steps";
    static final String TYPE = "type";
    static final String UNTIL = "until";
    static final String WAIT = "wait";

    private static final String SMS = "sms";
    private static final String VOICE = "voice";
    /** Of the last step, where it does not say. */
    private static final int LAST_WAIT_SECONDS = 24 * 3_600;

    /** What is asked for. */
    record Asked(List<LadderStep> steps, @Nullable String reference) {}

    private LadderFields() {}

    static Asked read(ObjectNode body) throws ProblemException {
        List<Problem.FieldError> errors = new ArrayList<>();
        Fields fields = new Fields(body);
        String reference = PlanFields.reference(fields);
        JsonNode list = fields.optional(
                STEPS,
                "must be a list of 1 to " + LadderStep.STEPS_MAX + " steps",
                node -> node.isArray() && !node.isEmpty() && node.size() <= LadderStep.STEPS_MAX ? node : null);
        if (!fields.has(STEPS)) {
            fields.reject(STEPS, null, "is required, a list of 1 to " + LadderStep.STEPS_MAX + " steps");
        }
        gather("", fields, errors);
        List<LadderStep> steps = new ArrayList<>();
        for (int i = 0; list != null && i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode object) {
                Fields step = new Fields(object);
                steps.add(step(step, i == 0, i == list.size() - 1, reference));
                gather(place(i), step, errors);
            } else {
                errors.add(new Problem.FieldError(
                        STEPS + "[" + i + "]", list.get(i).toString(), "must be a JSON object"));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.fields(errors));
        }
        return new Asked(steps, reference);
    }

    /** What stands before the names of the members of a step, {@code index} from 0. */
    static String place(int index) {
        return STEPS + "[" + index + "].";
    }

    private static void gather(String before, Fields fields, List<Problem.FieldError> into) {
        try {
            fields.check();
        } catch (ProblemException e) {
            into.addAll(within(before, e.problem().fields()));
        }
    }

    /** The same errors of a step. */
    static List<Problem.FieldError> within(String before, List<Problem.FieldError> errors) {
        return errors.stream()
                .map(error -> new Problem.FieldError(before + error.field(), error.value(), error.rule()))
                .toList();
    }

    private static LadderStep step(Fields fields, boolean isFirst, boolean isLast, @Nullable String reference) {
        String type = fields.optionalOneOf(TYPE, List.of(SMS, VOICE), name -> name);
        if (!fields.has(TYPE)) {
            fields.reject(TYPE, null, "is required: sms or voice");
        }
        if (!isFirst && fields.has(PlanFields.SEND_AT)) {
            fields.reject(
                    PlanFields.SEND_AT, null, "can stand in the first step alone: the others follow by their wait");
        }
        return VOICE.equals(type)
                ? voice(fields, wait(fields, isLast), reference)
                : sms(fields, wait(fields, isLast), reference);
    }

    private static Duration wait(Fields fields, boolean isLast) {
        Integer seconds = fields.optionalInteger(WAIT, 1, LadderStep.SECONDS_MAX);
        if (!fields.has(WAIT) && !isLast) {
            fields.reject(WAIT, null, "is required in all steps but the last: seconds, 1 to " + LadderStep.SECONDS_MAX);
        }
        return Duration.ofSeconds(seconds == null ? LAST_WAIT_SECONDS : seconds);
    }

    private static LadderStep sms(Fields fields, Duration wait, @Nullable String reference) {
        SmsDraft draft = SmsFields.read(fields);
        Goal goal = goal(fields, Goal.of(false), Goal.DELIVERED);
        String target = RepeatFields.target(fields);
        if (goal == Goal.CLICKED) {
            for (String name : new String[] {SmsFields.BINARY, SmsFields.DELIVER_AT}) {
                if (fields.has(name)) {
                    fields.reject(name, null, "cannot stand beside until clicked");
                }
            }
        } else if (target != null) {
            fields.reject(RepeatFields.TARGET, target, "needs until clicked beside it");
        }
        return new LadderStep(
                draft.from(),
                draft.to(),
                draft.content(),
                draft.validity(),
                draft.transliterate(),
                named(draft.plan(), reference),
                goal,
                wait,
                target);
    }

    private static LadderStep voice(Fields fields, Duration wait, @Nullable String reference) {
        VoiceFields.Asked asked = VoiceFields.read(fields);
        boolean hasKey = asked.options().confirm() != null;
        Goal goal = goal(fields, Goal.of(true), hasKey ? Goal.CONFIRMED : Goal.PLAYED);
        if (goal == Goal.CONFIRMED && !hasKey) {
            fields.reject(VoiceFields.CONFIRM, null, "is required beside until confirmed: the key to press");
        }
        return new LadderStep(
                asked.from(),
                asked.to(),
                new Content.Voice(asked.file(), "", asked.options()),
                null,
                null,
                named(asked.plan(), reference),
                goal,
                wait,
                null);
    }

    private static Goal goal(Fields fields, List<Goal> goals, Goal usual) {
        Goal goal = fields.optionalOneOf(UNTIL, goals, Goal::label);
        return goal == null ? usual : goal;
    }

    /** A step that has no name of its own has that of the ladder. */
    private static SendPlan named(SendPlan plan, @Nullable String reference) {
        return plan.clientReference() == null ? new SendPlan(plan.sendAtMicros(), reference, plan.hours()) : plan;
    }
}
