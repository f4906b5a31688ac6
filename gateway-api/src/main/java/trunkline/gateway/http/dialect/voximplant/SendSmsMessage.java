package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.NumberSwitches;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/** The method of this name. */
final class SendSmsMessage {

    static final String NAME = "SendSmsMessage";

    private static final String DESTINATION = "destination";
    private static final String TEXT = "sms_body";
    private static final int CHARACTERS_MAX = 765;
    private static final String STORE_BODY = "store_body";
    private static final Set<String> FLAGS = Set.of("true", "false", "1", "0");

    private final Intake intake;
    private final NumberSwitches switches;
    private final ManagementManner manner;

    SendSmsMessage(Intake intake, NumberSwitches switches, ManagementManner manner) {
        this.intake = intake;
        this.switches = switches;
        this.manner = manner;
    }

    CompletableFuture<Response> call(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        Sender from = new Sender(number(parameters, "source").e164());
        PhoneNumber to = number(parameters, DESTINATION);
        String text = parameters.required(TEXT);
        if (text.codePointCount(0, text.length()) > CHARACTERS_MAX) {
            throw Parameters.wrong(TEXT, text, "must be " + CHARACTERS_MAX + " characters at most");
        }
        Boolean stores = storesBody(parameters);
        return switches.isOff(account.id(), from.value())
                .thenComposeAsync(
                        off -> off
                                ? CompletableFuture.completedFuture(switchedOff(from))
                                : intake.sms(
                                                account,
                                                SmsDraft.of(from, to, text).storingBody(stores))
                                        .thenApplyAsync(this::answer, request.executor()),
                        request.executor());
    }

    /** Whether the text is to stay; null for what is configured. */
    static @Nullable Boolean storesBody(Parameters parameters) throws ProblemException {
        String store = parameters.optional(STORE_BODY);
        if (store != null && !FLAGS.contains(store)) {
            throw Parameters.wrong(STORE_BODY, store, "must be true or false");
        }
        return store == null ? null : Boolean.valueOf(store.equals("true") || store.equals("1"));
    }

    /** The answer where the account has switched the sender off. */
    static Response switchedOff(Sender from) {
        return ManagementManner.error(
                ErrorCode.NOT_ALLOWED,
                "SMS is switched off for " + from.value() + ": " + ControlSms.NAME
                        + " with command=enable switches it on");
    }

    /** A telephone number that must be there, with or without its plus. */
    static PhoneNumber number(Parameters parameters, String name) throws ProblemException {
        String text = parameters.required(name);
        PhoneNumber number = PhoneNumbers.parseInternational(text);
        if (number == null) {
            throw Parameters.wrong(
                    name, text, "must be a telephone number with its country code, such as 447443332211");
        }
        return number;
    }

    private Response answer(IntakeOutcome outcome) {
        if (outcome instanceof IntakeOutcome.Kept kept) {
            ObjectNode body = Json.object();
            body.put("result", 1);
            body.put("message_id", kept.message().key());
            body.put(
                    "fragments_count",
                    ((Content.Sms) kept.message().request().content()).size().segments());
            return Response.json(200, body);
        }
        if (outcome instanceof IntakeOutcome.Refused) {
            return ManagementManner.error(
                    ErrorCode.SMS_NOT_SENT, ErrorCode.smsNotSent(Refusals.of(outcome, DESTINATION, TEXT)));
        }
        return manner.refuse(Refusals.of(outcome, DESTINATION, TEXT));
    }
}
