package trunkline.gateway.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.limit.Breach;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.message.BodyKeeping;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.Transliteration;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.VoiceFileStore;

/** Takes messages in, whichever API they come by: a way for each, room for its text, its voice file, then the store. */
public final class Intake {

    /**
     * What holds for all messages.
     *
     * @param segmentsMax segments a text may take
     * @param transliterate which characters may be replaced by like ones where that makes a text shorter
     * @param smsValidity how long an SMS is worth delivering
     * @param voiceValidity how long a voice message is worth a call
     * @param bodies whether texts stay in the store
     */
    public record Rules(
            int segmentsMax,
            Transliteration transliterate,
            Duration smsValidity,
            Duration voiceValidity,
            BodyKeeping bodies) {}

    private final MessageStore messages;
    private final VoiceFileStore voiceFiles;
    private final MenuFiles menuFiles;
    private final Routing routes;
    private final SmsFitting fitting;
    private final Rules rules;
    private final Limits limits;
    private final LeavingHours hours;
    private final LongSupplier nowMicros;

    /** @param nowMicros the time, microseconds since 1970 in UTC */
    public Intake(
            MessageStore messages,
            VoiceFileStore voiceFiles,
            Routing routes,
            SmsMeter meter,
            Rules rules,
            Limits limits,
            LeavingHours hours,
            LongSupplier nowMicros) {
        this.messages = messages;
        this.voiceFiles = voiceFiles;
        this.menuFiles = new MenuFiles(voiceFiles);
        this.routes = routes;
        this.fitting = new SmsFitting(meter, rules);
        this.rules = rules;
        this.limits = limits;
        this.hours = hours;
        this.nowMicros = nowMicros;
    }

    /** Takes an SMS in. */
    public CompletableFuture<IntakeOutcome> sms(Account account, SmsDraft draft) {
        return sms(account, draft, null);
    }

    /** A message that is ready to be kept, or why there is none. */
    public sealed interface Prepared {

        record Ready(MessageRequest request, String way) implements Prepared {}

        record Unfit(IntakeOutcome.Refused refused) implements Prepared {}
    }

    /** Takes an SMS in; one with a key once. */
    public CompletableFuture<IntakeOutcome> sms(Account account, SmsDraft draft, @Nullable RequestKey key) {
        return once(account, key, () -> keepSms(account, draft, key));
    }

    /**
     * What the first request with this key has made; else what is offered. So the answer to one that comes again is the first one,
     * whatever routes and limits say by now, and it is counted once.
     */
    CompletableFuture<IntakeOutcome> once(
            Account account, @Nullable RequestKey key, Supplier<CompletableFuture<IntakeOutcome>> offered) {
        if (key == null) {
            return offered.get();
        }
        return made(account, key).thenCompose(before -> before.map(CompletableFuture::completedFuture)
                .orElseGet(offered));
    }

    /** What the first request with this key has come to, if there was one. */
    public CompletableFuture<Optional<IntakeOutcome>> made(Account account, RequestKey key) {
        return messages.made(account.id(), key, nowMicros.getAsLong())
                .thenApply(before -> before.map(outcome -> outcome instanceof AcceptOutcome.Repeated repeated
                        ? new IntakeOutcome.Repeated(repeated.message())
                        : new IntakeOutcome.OtherRequest()));
    }

    private CompletableFuture<IntakeOutcome> keepSms(Account account, SmsDraft draft, @Nullable RequestKey key) {
        Prepared prepared = prepare(account, draft);
        if (prepared instanceof Prepared.Unfit unfit) {
            return CompletableFuture.completedFuture(unfit.refused());
        }
        Prepared.Ready ready = (Prepared.Ready) prepared;
        MessageRequest request = ready.request();
        return keep(account, request, 1, () -> accept(request, ready.way(), key));
    }

    /** The same SMS, which says now whether its text stays. */
    public Content.Sms decided(Account account, Content.Sms sms) {
        return rules.bodies().decide(account.name(), sms);
    }

    /** Finds a way for an SMS, and whether it can go there. */
    public Prepared prepare(Account account, SmsDraft draft) {
        SendPlan plan = draft.plan();
        String way = routes.way(query(account, draft.from(), draft.to(), MessageClass.of(draft.content()), plan));
        if (way == null) {
            return unfit(Part.RECIPIENT, draft.to().e164(), "is a number that no route for SMS matches");
        }
        Duration validity = draft.validity() == null ? rules.smsValidity() : draft.validity();
        long deliverAt = draft.content().options().handling().deliverAtMicros();
        if (deliverAt != 0 && !isWithin(validity, plan, deliverAt)) {
            return unfit(
                    Part.DELIVERY_TIME,
                    SendTimes.text(deliverAt),
                    "must be in the future, and before the message's validity ends");
        }
        if (!isAllowed(plan)) {
            return unfit(Part.SEND_TIME, SendTimes.text(plan.sendAtMicros()), SendTimes.RULE);
        }
        Content.Sms content = decided(account, draft.content());
        SmsFitting.Outcome fit = fitting.fit(account, way, content, draft.transliterate());
        if (fit instanceof SmsFitting.Outcome.Unfit unfit) {
            return new Prepared.Unfit(unfit.refused());
        }
        Content.Sms sms = ((SmsFitting.Outcome.Fits) fit).sms();
        return fit(account, new MessageRequest(account.id(), draft.from(), draft.to(), sms, validity, plan), way);
    }

    /** When a message of now may leave. */
    public Leave leave(Account account, MessageRequest request) {
        return hours.of(account.name(), request, leavesAt(request.plan()));
    }

    private boolean isAllowed(SendPlan plan) {
        return plan.sendAtMicros() == 0 || SendTimes.isAllowed(plan.sendAtMicros(), nowMicros.getAsLong());
    }

    /** The routes of the time at which it will be sent. */
    private RouteQuery query(Account account, Sender from, PhoneNumber to, MessageClass type, SendPlan plan) {
        Instant when = Instant.EPOCH.plus(leavesAt(plan), ChronoUnit.MICROS);
        return new RouteQuery(type, to, from, account.name(), when);
    }

    /** When a message of this plan would leave if all hours were allowed. */
    public long leavesAt(SendPlan plan) {
        return Math.max(nowMicros.getAsLong(), plan.sendAtMicros());
    }

    private boolean isWithin(Duration validity, SendPlan plan, long timeMicros) {
        long now = leavesAt(plan);
        return timeMicros > now && timeMicros < now + TimeUnit.NANOSECONDS.toMicros(validity.toNanos());
    }

    /** Takes a voice message in that plays the account's voice file of this name; one with a key once. */
    public CompletableFuture<IntakeOutcome> voice(
            Account account,
            Sender from,
            PhoneNumber to,
            String file,
            VoiceOptions options,
            SendPlan plan,
            @Nullable RequestKey key) {
        return once(account, key, () -> keepVoice(account, from, to, file, options, plan, key));
    }

    private CompletableFuture<IntakeOutcome> keepVoice(
            Account account,
            Sender from,
            PhoneNumber to,
            String file,
            VoiceOptions options,
            SendPlan plan,
            @Nullable RequestKey key) {
        return prepareVoice(account, from, to, file, options, plan).thenCompose(prepared -> {
            if (prepared instanceof Prepared.Unfit unfit) {
                return CompletableFuture.completedFuture(unfit.refused());
            }
            Prepared.Ready ready = (Prepared.Ready) prepared;
            return keep(account, ready.request(), 1, () -> accept(ready.request(), ready.way(), key));
        });
    }

    /** Finds a way for a call, and the voice file that it plays. */
    public CompletableFuture<Prepared> prepareVoice(
            Account account, Sender from, PhoneNumber to, String file, VoiceOptions options, SendPlan plan) {
        String way = routes.way(query(account, from, to, MessageClass.VOICE, plan));
        if (way == null) {
            return CompletableFuture.completedFuture(
                    unfit(Part.RECIPIENT, to.e164(), "is a number that no route for calls matches"));
        }
        if (!isAllowed(plan)) {
            return CompletableFuture.completedFuture(
                    unfit(Part.SEND_TIME, SendTimes.text(plan.sendAtMicros()), SendTimes.RULE));
        }
        return voiceFiles.findVoiceFile(account.id(), file).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(
                        unfit(Part.FILE, file, "must be the name of a voice file that was uploaded before"));
            }
            return menuFiles.find(account, options.menu()).thenApply(menu -> {
                if (menu instanceof MenuFiles.Found.Missing missing) {
                    return unfit(Part.MENU, missing.file(), "must play voice files that were uploaded before");
                }
                VoiceOptions all = options.with(((MenuFiles.Found.All) menu).menu());
                Content content =
                        new Content.Voice(found.get().name(), found.get().prompt(), all);
                return fit(
                        account, new MessageRequest(account.id(), from, to, content, rules.voiceValidity(), plan), way);
            });
        });
    }

    /** It can be sent over {@code way}, unless its hours never come. */
    private Prepared fit(Account account, MessageRequest request, String way) {
        IntakeOutcome.Refused refused = hours.refusal(account.name(), request, leavesAt(request.plan()));
        return refused == null ? new Prepared.Ready(request, way) : new Prepared.Unfit(refused);
    }

    private CompletableFuture<AcceptOutcome> accept(MessageRequest request, String way, @Nullable RequestKey key) {
        return key == null ? messages.accept(request, way) : messages.acceptOnce(request, way, key);
    }

    /**
     * Keeps a message if the limits of its account allow it.
     *
     * @param times how often it is sent
     * @param store offers it to the store
     */
    CompletableFuture<IntakeOutcome> keep(
            Account account, MessageRequest request, int times, Supplier<CompletableFuture<AcceptOutcome>> store) {
        Breach breach = breach(account, request, times);
        if (breach != null) {
            return CompletableFuture.completedFuture(new IntakeOutcome.Limited(breach));
        }
        return store.get().thenApply(outcome -> {
            if (!(outcome instanceof AcceptOutcome.Kept)) {
                giveBack(account, request, times);
            }
            return outcome(request, outcome);
        });
    }

    /**
     * Why the account may not send this; null if it may, and then it is counted.
     *
     * @param times how often it is sent
     */
    public @Nullable Breach breach(Account account, MessageRequest request, int times) {
        return limits.check(account, request.from().value(), request.to(), segments(request) * times, isVoice(request));
    }

    /** What was counted was not kept after all. */
    public void giveBack(Account account, MessageRequest request, int times) {
        limits.giveBack(account, request.to(), segments(request) * times, isVoice(request));
    }

    /** What a message costs by the prices of now, in millionths. */
    public long cost(MessageRequest request) {
        return limits.cost(request);
    }

    private static int segments(MessageRequest request) {
        return request.content() instanceof Content.Sms sms ? sms.size().segments() : 0;
    }

    private static boolean isVoice(MessageRequest request) {
        return request.content() instanceof Content.Voice;
    }

    private static Prepared unfit(Part what, String value, String rule) {
        return new Prepared.Unfit(new IntakeOutcome.Refused(what, value, rule));
    }

    /** What the store says of a message, as those who asked for it hear it. */
    public static IntakeOutcome outcome(MessageRequest request, AcceptOutcome outcome) {
        if (outcome instanceof AcceptOutcome.OptedOut) {
            return new IntakeOutcome.Refused(
                    Part.RECIPIENT,
                    request.to().e164(),
                    "has opted out of SMS from " + request.from().value()
                            + ": only the recipient, with START, or an operator can undo that");
        }
        if (outcome instanceof AcceptOutcome.NotPaid unpaid) {
            return new IntakeOutcome.Limited(
                    Breach.ofBalance(unpaid.shortage().left(), unpaid.shortage().cost()));
        }
        if (outcome instanceof AcceptOutcome.Kept kept) {
            return new IntakeOutcome.Kept(kept.message());
        }
        if (outcome instanceof AcceptOutcome.Repeated repeated) {
            return new IntakeOutcome.Repeated(repeated.message());
        }
        if (outcome instanceof AcceptOutcome.OtherRequest) {
            return new IntakeOutcome.OtherRequest();
        }
        if (outcome instanceof AcceptOutcome.Unwritable unwritable) {
            return new IntakeOutcome.NotNow("the message cannot be stored: " + unwritable.reason());
        }
        return new IntakeOutcome.NotNow("too many messages wait to be stored");
    }
}
