package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.receipt.IdLearning;
import trunkline.smpp.receipt.IdMatch.Choice;
import trunkline.smpp.receipt.IdMatch.Claim;
import trunkline.smpp.receipt.IdMatch.Evidence;
import trunkline.smpp.receipt.IdMatch.Take;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.ReceiptShape;
import trunkline.smpp.simulator.ReceiptShape.Carrier;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** Receipts of every shape, early and twice, with ids in every form, each matched to its own submit by learning. */
class ReceiptsIT {

    private static final int MESSAGES = 60;

    private final SmscSimulator smsc =
            new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, SimulatorListener.NONE);

    @BeforeEach
    void start() {
        smsc.start();
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    static Stream<Arguments> smscs() {
        Receipts usual = Receipts.AT_ONCE.withShares(0.3, 0.05);
        ReceiptShape shape = ReceiptShape.USUAL;
        Ids hex = new Ids(IdForm.HEX, IdForm.DECIMAL);
        return Stream.of(
                Arguments.of("hexadecimal in the response", hex, usual),
                Arguments.of("padded hexadecimal, decimal padded", padded(), usual.withoutParameters()),
                Arguments.of("hexadecimal in receipts", new Ids(IdForm.DECIMAL, IdForm.HEX_PADDED), usual),
                Arguments.of("decimal text, hexadecimal parameter", hex.withParameter(IdForm.HEX_PADDED), usual),
                Arguments.of("UUIDs", new Ids(IdForm.UUID_TEXT, IdForm.UUID_TEXT), usual),
                Arguments.of("2 in 100 hexadecimal", Ids.DECIMAL.withOther(0.02, IdForm.HEX), usual),
                Arguments.of("in data_sm", hex, usual.withShape(shape.in(Carrier.DATA_SM))),
                Arguments.of(
                        "in message_payload, without parameters",
                        hex,
                        usual.withShape(shape.in(Carrier.PAYLOAD).withoutParameters())),
                Arguments.of("in UTF-16", hex, usual.withShape(shape.inUtf16().withoutParameters())),
                Arguments.of("with UDHI set", hex, usual.withShape(shape.withEsmClass(0x44))),
                Arguments.of(
                        "looking like a message",
                        hex,
                        usual.withShape(shape.withEsmClass(0).withoutParameters())));
    }

    private static Ids padded() {
        return new Ids(IdForm.HEX_PADDED, IdForm.DECIMAL_PADDED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smscs")
    void eachReceiptIsMatchedToItsOwnSubmit(String who, Ids ids, Receipts receipts) {
        smsc.behave(SmscBehaviour.PERFECT
                .withIds(ids)
                .withReceipts(receipts)
                .withResponses(Responses.after(Duration.ofMillis(2))));
        try (var gateway = new Gateway(Gateway.settings(smsc.port()).withWindow(MESSAGES))) {
            await().until(() -> gateway.bounds.get() == 1);
            for (int token = 0; token < MESSAGES; token++) {
                gateway.submit(token, "number " + token, SubmitOptions.WITH_RECEIPT);
            }
            await().until(() -> gateway.outcomes.size() == MESSAGES && smsc.waiting() == 0);
            assertThat(match(gateway)).hasSize(MESSAGES);
        }
    }

    /** Tokens whose receipt was matched to them; fails at a receipt that is matched to another, or to none. */
    private static Set<Long> match(Gateway gateway) {
        var parser = new DeliveryReceiptParser(
                ReceiptSettings.DEFAULT.withIds(IdSettings.LEARNT).withSniffing());
        var learning = new IdLearning(IdSettings.LEARNT);
        Map<String, List<Claim>> byKey = new HashMap<>();
        gateway.outcomes.forEach((token, outcomes) -> {
            String id = ((Accepted) outcomes.get(0)).smscMessageId();
            byKey.computeIfAbsent(IdLearning.key(id), key -> new ArrayList<>())
                    .add(new Claim(token, id, Evidence.NONE));
        });
        Set<Long> matched = new HashSet<>();
        for (Delivery delivery : gateway.deliveries) {
            DeliveryReceipt receipt = parser.parse(delivery).orElseThrow();
            List<Claim> claims = learning.candidates(receipt.ids()).stream()
                    .flatMap(candidate -> byKey.getOrDefault(candidate.key(), List.of()).stream())
                    .toList();
            Choice choice = learning.choose(receipt.ids(), claims, false);
            assertThat(choice).isInstanceOf(Take.class);
            learning.confirmed(receipt.ids(), (Take) choice);
            matched.add(((Take) choice).claim().token());
        }
        assertThat(learning.figures().matchRate()).isEqualTo(1);
        return matched;
    }
}
