package trunkline.smpp.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.wire.Pdus;

/** Receipts from the field, each with its source in receipts.json: as text in a PDU of ours, and as the PDU seen there. */
class ReceiptVectorsTest {

    private static final DeliveryReceiptParser PARSER = new DeliveryReceiptParser(ReceiptSettings.DEFAULT);

    /** A named receipt as octets, with what must be read out of it. */
    record Vector(String name, Delivery delivery, JsonNode expect) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> vectors() throws IOException {
        var vectors = new ArrayList<Vector>();
        for (JsonNode receipt : receipts()) {
            String text = receipt.get("text").asText();
            addForms(vectors, receipt, text);
        }
        return vectors;
    }

    private static void addForms(List<Vector> vectors, JsonNode receipt, String text) {
        String name = receipt.get("quirk").asText() + ": ";
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = text.getBytes(StandardCharsets.UTF_16BE);
        JsonNode expect = receipt.get("expect");
        vectors.add(vector(name + "short_message", Pdus.deliverSm(7, 0x04, 0, octets), expect));
        byte[] payload = Pdus.tlv(0x0424, Pdus.join(octets, new byte[] {0}));
        vectors.add(
                vector(name + "message_payload with NUL", Pdus.deliverSm(7, 0x04, 0, new byte[0], payload), expect));
        vectors.add(vector(name + "data_sm", Pdus.dataSm(7, 0x04, 0, payload), expect));
        if (wide.length <= 255) {
            vectors.add(vector(name + "UTF-16", Pdus.deliverSm(7, 0x04, 8, wide), expect));
        }
        byte[] widePayload = Pdus.tlv(0x0424, wide);
        vectors.add(vector(name + "UTF-16 payload", Pdus.deliverSm(7, 0x04, 8, new byte[0], widePayload), expect));
        if (receipt.has("pdu_hex")) {
            vectors.add(
                    vector(name + "PDU as seen", Pdus.hex(receipt.get("pdu_hex").asText()), expect));
        }
        if (receipt.has("pdu_body_hex")) {
            byte[] body = Pdus.hex(receipt.get("pdu_body_hex").asText());
            vectors.add(vector(name + "PDU body as seen", Pdus.pdu(Pdus.DELIVER_SM, 0, 1, body), expect));
        }
    }

    private static Vector vector(String name, byte[] pdu, JsonNode expect) {
        return new Vector(name, Delivery.decode(pdu), expect);
    }

    private static Iterable<JsonNode> receipts() throws IOException {
        try (InputStream json = ReceiptVectorsTest.class.getResourceAsStream("/receipts.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsEveryFieldAsItStands(Vector vector) {
        DeliveryReceipt receipt = PARSER.parse(vector.delivery()).orElseThrow();
        assertThat(receipt.ids().text()).isEqualTo(expected(vector, "id"));
        assertThat(receipt.evidence().stat()).isEqualTo(expected(vector, "stat"));
        assertThat(receipt.evidence().err()).isEqualTo(expected(vector, "err"));
        assertThat(raw(receipt.submitDate())).isEqualTo(expected(vector, "submit"));
        assertThat(raw(receipt.doneDate())).isEqualTo(expected(vector, "done"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsEveryDateThatThereIs(Vector vector) {
        DeliveryReceipt receipt = PARSER.parse(vector.delivery()).orElseThrow();
        for (ReceiptDate date : Arrays.asList(receipt.submitDate(), receipt.doneDate())) {
            if (date != null && !date.raw().isEmpty()) {
                assertThat(date.local()).as(date.raw()).isNotNull();
            }
        }
    }

    @Test
    void takesTheIdOfTheParameterWhereItDiffersFromTheText() throws IOException {
        long compared = StreamSupport.stream(receipts().spliterator(), false)
                .filter(receipt -> receipt.has("tlv_receipted_message_id"))
                .peek(receipt -> {
                    Delivery delivery =
                            Delivery.decode(Pdus.hex(receipt.get("pdu_hex").asText()));
                    assertThat(PARSER.parse(delivery).orElseThrow().ids().normal())
                            .isEqualTo(receipt.get("tlv_receipted_message_id").asText());
                })
                .count();
        assertThat(compared).isEqualTo(3);
    }

    @Test
    void readsAllThirtyOfThem() throws IOException {
        assertThat(receipts()).hasSize(30);
    }

    private static @Nullable String expected(Vector vector, String field) {
        JsonNode value = vector.expect().get(field);
        return value.isNull() ? null : value.asText();
    }

    private static @Nullable String raw(@Nullable ReceiptDate date) {
        return date == null ? null : date.raw();
    }
}
