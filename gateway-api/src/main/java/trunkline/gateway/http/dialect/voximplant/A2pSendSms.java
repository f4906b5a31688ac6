package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.NumberSwitches;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/** The method {@code A2PSendSms}: one text to up to a hundred numbers, from a name or a number. */
final class A2pSendSms {

    static final String NAME = "A2PSendSms";

    private static final String SOURCE = "src_number";
    private static final String DESTINATIONS = "dst_numbers";
    private static final String TEXT = "text";
    private static final int CHARACTERS_MAX = 1_600;
    private static final int NUMBERS_MAX = 100;
    private static final String NUMBER_RULE = "must be a telephone number with its country code, such as 447443332211";

    private final Intake intake;
    private final NumberSwitches switches;
    private final ManagementManner manner;

    A2pSendSms(Intake intake, NumberSwitches switches, ManagementManner manner) {
        this.intake = intake;
        this.switches = switches;
        this.manner = manner;
    }

    CompletableFuture<Response> call(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        Sender from = sender(parameters.required(SOURCE));
        String listed = parameters.required(DESTINATIONS);
        List<String> to = Stream.of(listed.split(";", -1))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .toList();
        if (to.isEmpty() || to.size() > NUMBERS_MAX) {
            throw Parameters.wrong(
                    DESTINATIONS, listed, "must be 1 to " + NUMBERS_MAX + " numbers with semicolons between");
        }
        String text = parameters.required(TEXT);
        if (text.codePointCount(0, text.length()) > CHARACTERS_MAX) {
            throw Parameters.wrong(TEXT, text, "must be " + CHARACTERS_MAX + " characters at most");
        }
        Boolean stores = SendSmsMessage.storesBody(parameters);
        return switches.isOff(account.id(), from.value())
                .thenComposeAsync(
                        off -> off
                                ? CompletableFuture.completedFuture(SendSmsMessage.switchedOff(from))
                                : send(account, from, to, text, stores, request),
                        request.executor());
    }

    private CompletableFuture<Response> send(
            Account account, Sender from, List<String> to, String text, @Nullable Boolean stores, Request request) {
        List<CompletableFuture<IntakeOutcome>> outcomes = new ArrayList<>();
        for (String written : to) {
            PhoneNumber number = PhoneNumbers.parseInternational(written);
            outcomes.add(
                    number == null
                            ? CompletableFuture.completedFuture(
                                    new IntakeOutcome.Refused(IntakeOutcome.Part.RECIPIENT, written, NUMBER_RULE))
                            : intake.sms(
                                    account, SmsDraft.of(from, number, text).storingBody(stores)));
        }
        return CompletableFuture.allOf(outcomes.toArray(new CompletableFuture<?>[0]))
                .thenApplyAsync(
                        done -> answer(
                                to,
                                outcomes.stream().map(CompletableFuture::join).toList()),
                        request.executor());
    }

    /** A name, or a number with or without its plus. */
    private static Sender sender(String text) throws ProblemException {
        PhoneNumber number = PhoneNumbers.parseInternational(text);
        if (number != null) {
            return new Sender(number.e164());
        }
        String broken = Sender.brokenRule(text);
        if (broken != null) {
            throw Parameters.wrong(SOURCE, text, broken);
        }
        return new Sender(text);
    }

    /** A row for each number; an error if what kept all of them from being sent is no matter of a number. */
    private Response answer(List<String> to, List<IntakeOutcome> outcomes) {
        if (outcomes.stream().allMatch(A2pSendSms::isOfTheRequest)) {
            return manner.refuse(Refusals.of(outcomes.get(0), DESTINATIONS, TEXT));
        }
        ObjectNode body = Json.object();
        ArrayNode sent = body.putArray("result");
        ArrayNode failed = body.putArray("failed");
        int fragments = 0;
        for (int i = 0; i < to.size(); i++) {
            if (outcomes.get(i) instanceof IntakeOutcome.Kept kept) {
                fragments = ((Content.Sms) kept.message().request().content())
                        .size()
                        .segments();
                sent.addObject()
                        .put("message_id", kept.message().key())
                        .put("destination_number", kept.message().request().to().digits());
            } else {
                Problem problem = Refusals.of(outcomes.get(i), DESTINATIONS, TEXT);
                failed.addObject()
                        .put("destination_number", to.get(i))
                        .put("error_description", ErrorCode.smsNotSent(problem))
                        .put("error_code", ErrorCode.SMS_NOT_SENT.number());
            }
        }
        body.put("fragments_count", fragments);
        return Response.json(200, body);
    }

    private static boolean isOfTheRequest(IntakeOutcome outcome) {
        return outcome instanceof IntakeOutcome.NotNow
                || (outcome instanceof IntakeOutcome.Limited limited
                        && !limited.breach().isOfRecipient());
    }
}
