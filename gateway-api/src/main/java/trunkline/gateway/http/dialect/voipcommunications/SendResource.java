package trunkline.gateway.http.dialect.voipcommunications;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.limit.Price;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/** {@code POST /api-v2/index.php/sms/send}. */
public final class SendResource {

    private static final double PRICE_UNIT = Price.UNIT;

    private final Intake intake;
    private final @Nullable Sender bulkSender;
    private final LongSupplier nowMicros;

    /**
     * The resource.
     *
     * @param bulkSender whom recipients see where {@code from} is left out; null if it must not be
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    public SendResource(Intake intake, @Nullable Sender bulkSender, LongSupplier nowMicros) {
        this.intake = intake;
        this.bulkSender = bulkSender;
        this.nowMicros = nowMicros;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(
                HttpMethod.POST,
                "/api-v2/index.php/sms/send",
                Parameters.BODY,
                guard.guarded(SendManner.INSTANCE, this::send),
                SendManner.INSTANCE::refuse));
    }

    private CompletableFuture<Response> send(Account account, Request request) throws ProblemException {
        SendForm form = SendForm.read(request.parameters(), bulkSender, nowMicros.getAsLong());
        List<CompletableFuture<IntakeOutcome>> outcomes = new ArrayList<>();
        for (String to : form.to()) {
            PhoneNumber number = PhoneNumbers.parseInternational(to);
            outcomes.add(
                    number == null
                            ? CompletableFuture.completedFuture(
                                    new IntakeOutcome.Refused(IntakeOutcome.Part.RECIPIENT, to, SendForm.NUMBER_RULE))
                            : intake.sms(
                                    account,
                                    SmsDraft.of(form.from(), number, form.text())
                                            .with(form.plan())));
        }
        return CompletableFuture.allOf(outcomes.toArray(new CompletableFuture<?>[0]))
                .thenApplyAsync(
                        done -> answer(
                                form,
                                outcomes.stream().map(CompletableFuture::join).toList()),
                        request.executor());
    }

    /** A row for each number; an error if what kept all of them from being sent is no matter of a number. */
    private Response answer(SendForm form, List<IntakeOutcome> outcomes) {
        if (outcomes.stream().allMatch(SendResource::isOfTheRequest)) {
            return SendManner.INSTANCE.refuse(Refusals.of(outcomes.get(0), SendForm.TO, SendForm.TEXT));
        }
        ObjectNode body = Json.object();
        ArrayNode log = body.putArray("send_log");
        for (int i = 0; i < outcomes.size(); i++) {
            IntakeOutcome outcome = outcomes.get(i);
            double sale = outcome instanceof IntakeOutcome.Kept kept
                    ? intake.cost(kept.message().request()) / PRICE_UNIT
                    : 0;
            log.add(SendLog.row(form, form.to().get(i), outcome, sale, nowMicros.getAsLong()));
        }
        return Response.json(SendManner.OK, body);
    }

    private static boolean isOfTheRequest(IntakeOutcome outcome) {
        return outcome instanceof IntakeOutcome.NotNow
                || (outcome instanceof IntakeOutcome.Limited limited
                        && !limited.breach().isOfRecipient())
                || (outcome instanceof IntakeOutcome.Refused refused && !isOfRecipient(refused));
    }

    private static boolean isOfRecipient(IntakeOutcome.Refused refused) {
        return refused.what() == IntakeOutcome.Part.RECIPIENT || refused.what() == IntakeOutcome.Part.QUIET_HOURS;
    }
}
