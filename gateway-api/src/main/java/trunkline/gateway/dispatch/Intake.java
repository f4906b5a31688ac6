package trunkline.gateway.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.limit.Breach;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.VoiceFile;
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
     */
    public record Rules(int segmentsMax, Transliterate transliterate, Duration smsValidity, Duration voiceValidity) {}

    /** Characters that one segment has room for at most. */
    private static final int SEGMENT_CHARACTERS = 160;

    private final MessageStore messages;
    private final VoiceFileStore voiceFiles;
    private final Routing routes;
    private final SmsMeter meter;
    private final Rules rules;
    private final Limits limits;
    private final LongSupplier nowMicros;

    /** @param nowMicros the time, microseconds since 1970 in UTC */
    public Intake(
            MessageStore messages,
            VoiceFileStore voiceFiles,
            Routing routes,
            SmsMeter meter,
            Rules rules,
            Limits limits,
            LongSupplier nowMicros) {
        this.messages = messages;
        this.voiceFiles = voiceFiles;
        this.routes = routes;
        this.meter = meter;
        this.rules = rules;
        this.limits = limits;
        this.nowMicros = nowMicros;
    }

    /** Takes an SMS in. */
    public CompletableFuture<IntakeOutcome> sms(Account account, SmsDraft draft) {
        return sms(account, draft, null);
    }

    /** Takes an SMS in; one with a key once. */
    public CompletableFuture<IntakeOutcome> sms(Account account, SmsDraft draft, @Nullable RequestKey key) {
        String way = routes.way(query(account, draft.from(), draft.to(), MessageClass.of(draft.content())));
        if (way == null) {
            return refused(Part.RECIPIENT, draft.to().e164(), "is a number that no route for SMS matches");
        }
        Duration validity = draft.validity() == null ? rules.smsValidity() : draft.validity();
        long deliverAt = draft.content().options().handling().deliverAtMicros();
        if (deliverAt != 0 && !isWithin(validity, deliverAt)) {
            return refused(
                    Part.DELIVERY_TIME,
                    Instant.EPOCH.plus(deliverAt, ChronoUnit.MICROS).toString(),
                    "must be in the future, and before the message's validity ends");
        }
        // what is far too long stays so: it is not worth the work
        boolean hopeless = draft.content() instanceof Content.Text text
                && text.text().length() > rules.segmentsMax() * SEGMENT_CHARACTERS;
        Transliterate asked = draft.transliterate() == null ? rules.transliterate() : draft.transliterate();
        SmsMeter.Measured measured = meter.measure(way, draft.content(), hopeless ? Transliterate.NONE : asked);
        if (measured instanceof SmsMeter.Unfit unfit) {
            return refused(draft.content(), unfit.problem());
        }
        Content.Sms sms = ((SmsMeter.Fits) measured).sms();
        int segments = sms.size().segments();
        if (segments > rules.segmentsMax()) {
            return refused(draft.content(), "must fit in " + rules.segmentsMax() + " segments; it takes " + segments);
        }
        return keep(account, new MessageRequest(account.id(), draft.from(), draft.to(), sms, validity), way, key);
    }

    private RouteQuery query(Account account, Sender from, PhoneNumber to, MessageClass type) {
        Instant now = Instant.EPOCH.plus(nowMicros.getAsLong(), ChronoUnit.MICROS);
        return new RouteQuery(type, to, from, account.name(), now);
    }

    private boolean isWithin(Duration validity, long timeMicros) {
        long now = nowMicros.getAsLong();
        return timeMicros > now && timeMicros < now + TimeUnit.NANOSECONDS.toMicros(validity.toNanos());
    }

    private static CompletableFuture<IntakeOutcome> refused(Content.Sms content, String rule) {
        return content instanceof Content.Text text
                ? refused(Part.TEXT, text.text(), rule)
                : refused(Part.OCTETS, ((Content.Binary) content).hex(), rule);
    }

    /** Takes a voice message in that plays the account's voice file of this name; one with a key once. */
    public CompletableFuture<IntakeOutcome> voice(
            Account account, Sender from, PhoneNumber to, String file, VoiceOptions options, @Nullable RequestKey key) {
        String way = routes.way(query(account, from, to, MessageClass.VOICE));
        if (way == null) {
            return refused(Part.RECIPIENT, to.e164(), "is a number that no route for calls matches");
        }
        return voiceFiles
                .findVoiceFile(account.id(), file)
                .thenCompose(found -> found.isPresent()
                        ? keep(account, voiceRequest(account, from, to, found.get(), options), way, key)
                        : refused(Part.FILE, file, "must be the name of a voice file that was uploaded before"));
    }

    private MessageRequest voiceRequest(
            Account account, Sender from, PhoneNumber to, VoiceFile file, VoiceOptions options) {
        Content content = new Content.Voice(file.name(), file.prompt(), options);
        return new MessageRequest(account.id(), from, to, content, rules.voiceValidity());
    }

    private CompletableFuture<IntakeOutcome> keep(
            Account account, MessageRequest request, String way, @Nullable RequestKey key) {
        boolean voice = request.content() instanceof Content.Voice;
        int segments = request.content() instanceof Content.Sms sms ? sms.size().segments() : 0;
        Breach breach = limits.check(account, request.from().value(), request.to(), segments, voice);
        if (breach != null) {
            return CompletableFuture.completedFuture(new IntakeOutcome.Limited(breach));
        }
        CompletableFuture<AcceptOutcome> kept =
                key == null ? messages.accept(request, way) : messages.acceptOnce(request, way, key);
        return kept.thenApply(outcome -> {
            if (!(outcome instanceof AcceptOutcome.Kept)) {
                limits.giveBack(account, request.to(), segments, voice);
            }
            return outcome(request, outcome);
        });
    }

    private static IntakeOutcome outcome(MessageRequest request, AcceptOutcome outcome) {
        if (outcome instanceof AcceptOutcome.OptedOut) {
            return new IntakeOutcome.Refused(
                    Part.RECIPIENT,
                    request.to().e164(),
                    "has opted out of SMS from " + request.from().value()
                            + ": only the recipient, with START, or an operator can undo that");
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

    private static CompletableFuture<IntakeOutcome> refused(Part what, String value, String rule) {
        return CompletableFuture.completedFuture(new IntakeOutcome.Refused(what, value, rule));
    }
}
