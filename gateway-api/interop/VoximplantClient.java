import com.fasterxml.jackson.databind.ObjectMapper;
import com.voximplant.apiclient.ClientConfiguration;
import com.voximplant.apiclient.VoximplantAPIClient;
import com.voximplant.apiclient.request.A2PSendSmsRequest;
import com.voximplant.apiclient.request.ControlSmsRequest;
import com.voximplant.apiclient.request.GetSmsHistoryRequest;
import com.voximplant.apiclient.request.SendSmsMessageRequest;
import com.voximplant.apiclient.response.GetSmsHistoryResponse;
import com.voximplant.apiclient.response.SendSmsMessageResponse;
import com.voximplant.apiclient.response.SmsHistoryType;
import com.voximplant.apiclient.util.MultiArgument;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Has Voximplant's client of Maven Central send, be refused, and list, and writes what it understood as one JSON object, on the last
 * line. Run as a source file with the client and what it asks for on the class path: HOST:PORT CREDENTIALS SOURCE DESTINATION.
 */
public class VoximplantClient {

    public static void main(String[] args) throws Exception {
        VoximplantAPIClient client = new VoximplantAPIClient(ClientConfiguration.builder()
                .setCredentialsPath(args[1])
                .setHttp()
                .setApiHost(args[0])
                .setApiPrefix("platform_api")
                .build());
        SendSmsMessageResponse sent = client.sendSmsMessage(new SendSmsMessageRequest()
                .setSource(args[2])
                .setDestination(args[3])
                .setSmsBody("from Java ".repeat(20)));
        SendSmsMessageResponse refused = client.sendSmsMessage(
                new SendSmsMessageRequest().setSource(args[2]).setDestination("15551234567").setSmsBody("x"));
        GetSmsHistoryResponse history =
                client.getSmsHistory(new GetSmsHistoryRequest().setSourceNumber(args[2]).setCount(10));
        SmsHistoryType row = history.getResult()[0];
        Map<String, Object> understood = new LinkedHashMap<>();
        understood.put("sent", sent.getResult());
        understood.put("fragments", sent.getFragmentsCount());
        understood.put("refusedCode", refused.getError().getCode());
        understood.put("refusedMessage", refused.getError().getMsg());
        understood.put("total", history.getTotalCount());
        understood.put("rowSource", row.getSourceNumber());
        understood.put("rowFragments", row.getFragments());
        understood.put("rowStatus", row.getStatusId());
        understood.put("rowDate", row.getProcessedDate().getTime());
        understood.put(
                "a2pRefused",
                client.a2PSendSms(new A2PSendSmsRequest()
                                .setSrcNumber("Shop")
                                .setDstNumbers(MultiArgument.forSingleValue(args[3]))
                                .setText("x"))
                        .hasError());
        understood.put(
                "switched",
                client.controlSms(new ControlSmsRequest().setPhoneNumber("447443330000").setCommand("enable"))
                        .getResult());
        System.out.println(new ObjectMapper().writeValueAsString(understood));
    }
}
