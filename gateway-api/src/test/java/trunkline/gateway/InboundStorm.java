package trunkline.gateway;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.PhoneMessage;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/**
 * Many long messages from phones over three binds, in every form: the parts of all of them in disorder, a fifth of them
 * twice, every tenth message without one of its parts; links are cut, and the gateway is killed in the middle.
 */
final class InboundStorm {

    /**
     * What the inbox had in the end.
     *
     * @param whole messages that were there whole and once
     * @param incomplete messages that lost a part, were there once and said which
     * @param wrong what was not as it should be, in words
     */
    record Result(int whole, int incomplete, List<String> wrong) {}

    private static final int OF_A_PHONE = 5;
    private static final int LOSES_ONE = 10;
    private static final double TWICE = 0.2;
    private static final int BINDS = 3;
    private static final List<PhoneMessage.Form> FORMS =
            List.of(PhoneMessage.Form.UDH_8_BIT, PhoneMessage.Form.UDH_16_BIT, PhoneMessage.Form.SAR);

    private final int messages;
    private final int minutes;

    /** @param minutes how long each of its halves may take */
    InboundStorm(int messages, int minutes) {
        this.messages = messages;
        this.minutes = minutes;
    }

    /** Runs it in a directory that is empty. */
    Result run(Path directory) throws IOException, InterruptedException {
        Path config = directory.resolve("gateway.yaml");
        try (SmscSimulator smsc =
                new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, SimulatorListener.NONE)) {
            smsc.start();
            configure(config, smsc.port(), "24h");
            String key = ServeProcess.addAccount(config, "shop");
            int sent;
            try (ServeProcess gateway = ServeProcess.start(config)) {
                await().atMost(minutes, MINUTES).until(() -> smsc.binds() == BINDS);
                List<PhoneMessage> all = new ArrayList<>();
                for (int i = 0; i < messages; i++) {
                    all.add(message(i));
                }
                smsc.sendDisordered("gw", all, TWICE, InboundStorm::losesOne);
                await().atMost(minutes, MINUTES).until(() -> smsc.waiting() > 0);
                sent = smsc.waiting();
                await().pollInterval(10, MILLISECONDS)
                        .atMost(minutes, MINUTES)
                        .until(() -> smsc.waiting() < sent * 3 / 4);
                smsc.dropLinks();
                await().pollInterval(10, MILLISECONDS).atMost(minutes, MINUTES).until(() -> smsc.waiting() < sent / 2);
                gateway.kill();
            }
            try (ServeProcess gateway = ServeProcess.start(config)) {
                await().atMost(minutes, MINUTES).until(() -> smsc.waiting() == 0);
                await().atMost(30, SECONDS).until(() -> gateway.url().startsWith("http"));
            }
            configure(config, smsc.port(), "1s");
            try (ServeProcess gateway = ServeProcess.start(config)) {
                HttpSender http = new HttpSender(gateway.url(), key);
                int incomplete = (messages + LOSES_ONE - 1) / LOSES_ONE;
                try {
                    await().atMost(minutes, MINUTES)
                            .until(() -> inbox(http, "complete=false&").size() >= incomplete);
                } catch (ConditionTimeoutException e) {
                    // what is there tells more than that it took too long
                }
                return judge(inbox(http, ""));
            }
        }
    }

    private static void configure(Path config, int port, String incompleteAfter) throws IOException {
        Files.writeString(
                config,
                """
                http: {listen: "127.0.0.1:0", rate-limit: 100000/s}
                inbound: {incomplete-after: %s}
                numbers: [{number: "72345", account: shop}]
                smsc: [{name: carrier-a, host: 127.0.0.1, port: %d, system-id: gw, binds: %d}]
                """
                        .formatted(incompleteAfter, port, BINDS));
    }

    private static boolean losesOne(int message) {
        return message % LOSES_ONE == 0;
    }

    private static PhoneMessage message(int i) {
        return new PhoneMessage(
                Address.international("4670" + (1_000_000 + i / OF_A_PHONE)),
                Address.shortCode("72345"),
                text(i),
                FORMS.get(i % FORMS.size()));
    }

    /** Of 2 to 6 parts, in both alphabets; every part of it says where it belongs. */
    private static String text(int i) {
        String words = i % 2 == 0 ? "[" + i + "] plain and long " : "[" + i + "] длинное слово 😀 ";
        return words.repeat((i % 2 == 0 ? 12 : 5) + i % 29);
    }

    private static List<JsonNode> inbox(HttpSender http, String filter) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String next = "/messages/inbound?" + filter + "limit=1000";
        while (next != null) {
            JsonNode page = http.get(next);
            page.get("messages").forEach(all::add);
            next = page.get("next").isNull() ? null : page.get("next").asText();
        }
        return all;
    }

    private Result judge(List<JsonNode> inbox) {
        Map<Integer, Integer> seen = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        int whole = 0;
        for (JsonNode message : inbox) {
            String text = message.get("message").asText();
            int number = numberOf(text);
            boolean complete = message.get("complete").asBoolean();
            if (number < 0 || (complete && !text.equals(text(number))) || complete == losesOne(number)) {
                wrong.add("not as it was sent: " + message);
            } else if (!complete && message.get("missing_parts").size() != 1) {
                wrong.add("not one part missing: " + message);
            }
            if (seen.merge(number, 1, Integer::sum) > 1) {
                wrong.add("more than once: " + message);
            }
            whole += complete ? 1 : 0;
        }
        for (int i = 0; i < messages; i++) {
            if (!seen.containsKey(i)) {
                wrong.add("lost: " + i);
            }
        }
        return new Result(whole, inbox.size() - whole, wrong);
    }

    /** What stands between the first brackets; -1 for nothing. */
    private static int numberOf(String text) {
        int from = text.indexOf('[');
        int to = text.indexOf(']', from);
        return from < 0 || to < 0 ? -1 : Integer.parseInt(text.substring(from + 1, to));
    }
}
