package trunkline.gateway.http.dialect.voximplant;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.NumberSwitches;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.message.PhoneNumber;

/** The method of this name: switches a number of the account off for what it sends by this API, and on again. */
final class ControlSms {

    static final String NAME = "ControlSms";

    private final NumberSwitches switches;

    ControlSms(NumberSwitches switches) {
        this.switches = switches;
    }

    CompletableFuture<Response> call(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        PhoneNumber number = SendSmsMessage.number(parameters, "phone_number");
        parameters.required("command");
        boolean off =
                parameters.oneOf("command", List.of("enable", "disable"), "").equals("disable");
        return switches.set(account, number.e164(), off)
                .thenApply(done -> done
                        ? Response.json(200, Json.object().put("result", 1))
                        : ManagementManner.error(
                                ErrorCode.NOT_ALLOWED,
                                "the account has " + NumberSwitches.OFF_MAX + " numbers switched off already"));
    }
}
