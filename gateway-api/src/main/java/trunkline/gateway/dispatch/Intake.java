package trunkline.gateway.dispatch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.VoiceFile;
import trunkline.gateway.store.VoiceFileStore;

/** Takes messages in, whichever API they come by: a way for each, room for its text, its voice file, then the store. */
public final class Intake {

    /**
     * What holds for all messages.
     *
     * @param segmentsMax segments a text may take
     * @param smsValidity how long an SMS is worth delivering
     * @param voiceValidity how long a voice message is worth a call
     */
    public record Rules(int segmentsMax, Duration smsValidity, Duration voiceValidity) {}

    private final MessageStore messages;
    private final VoiceFileStore voiceFiles;
    private final RouteTable routes;
    private final TextMeter meter;
    private final Rules rules;

    public Intake(MessageStore messages, VoiceFileStore voiceFiles, RouteTable routes, TextMeter meter, Rules rules) {
        this.messages = messages;
        this.voiceFiles = voiceFiles;
        this.routes = routes;
        this.meter = meter;
        this.rules = rules;
    }

    /** Takes an SMS in. */
    public CompletableFuture<IntakeOutcome> sms(Account account, Sender from, PhoneNumber to, String text) {
        TextMeter.Size size = meter.measure(text);
        if (size.segments() == 0) {
            return refused(Part.TEXT, text, size.problem());
        }
        if (size.segments() > rules.segmentsMax()) {
            return refused(
                    Part.TEXT, text, "must fit in " + rules.segmentsMax() + " segments; it takes " + size.segments());
        }
        String way = routes.smsWay(to);
        if (way == null) {
            return refused(Part.RECIPIENT, to.e164(), "is a number that no route for SMS matches");
        }
        return keep(new MessageRequest(account.id(), from, to, new Content.Text(text), rules.smsValidity()), way);
    }

    /** Takes a voice message in that plays the account's voice file of this name. */
    public CompletableFuture<IntakeOutcome> voice(Account account, Sender from, PhoneNumber to, String file) {
        String way = routes.voiceWay(to);
        if (way == null) {
            return refused(Part.RECIPIENT, to.e164(), "is a number that no route for calls matches");
        }
        return voiceFiles
                .findVoiceFile(account.id(), file)
                .thenCompose(found -> found.isPresent()
                        ? keep(voiceRequest(account, from, to, found.get()), way)
                        : refused(Part.FILE, file, "must be the name of a voice file that was uploaded before"));
    }

    private MessageRequest voiceRequest(Account account, Sender from, PhoneNumber to, VoiceFile file) {
        Content content = new Content.Voice(file.name(), file.prompt());
        return new MessageRequest(account.id(), from, to, content, rules.voiceValidity());
    }

    private CompletableFuture<IntakeOutcome> keep(MessageRequest request, String way) {
        return messages.accept(request, way).thenApply(Intake::outcome);
    }

    private static IntakeOutcome outcome(AcceptOutcome outcome) {
        if (outcome instanceof AcceptOutcome.Kept kept) {
            return new IntakeOutcome.Kept(kept.message());
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
