package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.storage.FilledStore.WAY;
import static trunkline.gateway.storage.FilledStore.get;
import static trunkline.gateway.storage.PlainInbound.alone;
import static trunkline.gateway.storage.PlainInbound.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.inbound.InboundFilter;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.inbound.InboundOutcome;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.store.EventReport;

class PassingInboundTest extends OnFilledStore {

    private static final Duration KEPT = Duration.ofHours(24);
    /** Longer by as little as keys tell apart. */
    private static final Duration OVER = KEPT.plusMillis(1);

    @BeforeEach
    void wantEvents() throws StoreUnusableException {
        get(filled.store().events().want(0));
        filled.dropsBodies();
    }

    @Test
    void aTextFromAPhoneIsThereToBeReadAndThenNoOctetOfItIs() throws Exception {
        receive(alone("my pin is 493817"));
        receive(part("my other pin ", 7, 2, 1), part("is 493818", 7, 2, 2));
        filled.later(KEPT.minusMinutes(1));
        assertThat(drop()).isZero();
        assertThat(all()).extracting(one -> one.content().text()).contains("my pin is 493817");
        assertThat(filled.rowsWith("493817")).as("the message and its event").hasSize(2);

        filled.later(Duration.ofMinutes(1).plusMillis(1));
        assertThat(drop()).isEqualTo(2);

        assertThat(filled.rowsWith("4938")).isEmpty();
        filled.awaitGone("4938");
        assertThat(drop()).isZero();
    }

    @Test
    void lengthAndKeyedHashStayInTheMessageAndInItsEvent() throws Exception {
        receive(alone("h\u00e4lsning"));
        receive(alone("h\u00e4lsning"));
        filled.later(OVER);
        drop();
        filled.restart();

        List<InboundMessage> messages = all();
        InboundContent.Dropped left =
                Objects.requireNonNull(messages.get(0).content().dropped());
        assertThat(left.length()).isEqualTo(8);
        assertThat(left.hash()).matches("[0-9a-f]{64}");
        assertThat(messages.get(1).content().dropped()).isEqualTo(left);
        assertThat(messages.get(0).content().text()).isEmpty();
        assertThat(events()).hasSize(2).allSatisfy(event -> assertThat(
                        event.event().data())
                .contains("\"message\":null", "\"body_length\":8", "\"body_hash\":\"" + left.hash() + "\"")
                .contains("\"from\":\"" + PlainInbound.PHONE + "\""));
    }

    /** Many are given in one transaction, and what else it writes lies between a message and its event. */
    @Test
    void eachEventLosesTheTextOfItsOwnMessage() throws Exception {
        PlainInbound[] all = new PlainInbound[40];
        for (int i = 0; i < all.length; i++) {
            all[i] = alone("text " + i).from(PlainInbound.PHONE + i);
        }
        receive(all);
        filled.later(OVER);
        assertThat(drop()).isEqualTo(all.length);

        Map<String, String> hashes = all().stream()
                .collect(Collectors.toMap(InboundMessage::from, message -> Objects.requireNonNull(
                                message.content().dropped())
                        .hash()));
        assertThat(new HashSet<>(hashes.values())).hasSize(all.length);
        assertThat(events()).hasSize(all.length);
        for (EventReport event : events()) {
            JsonNode data = new ObjectMapper().readTree(event.event().data());
            assertThat(data.get("body_hash").asText())
                    .isEqualTo(hashes.get(data.get("from").asText()));
        }
    }

    @Test
    void aTextGoesAlsoWhereItsEventWentBefore() throws Exception {
        receive(alone("my pin is 493817"));
        filled.later(OVER);
        get(filled.store().events().drop(filled.nowMicros(), 100));
        assertThat(events()).isEmpty();

        assertThat(drop()).isEqualTo(1);
        assertThat(filled.rowsWith("4938")).isEmpty();
    }

    @Test
    void nothingIsLeftByWhichAShortTextCouldBeGuessed() throws Exception {
        receive(alone("4938"));
        String fingerprint = Long.toString(alone("4938").fingerprint());
        assertThat(filled.rowsWith(fingerprint)).hasSize(1);
        filled.later(OVER);
        drop();
        assertThat(filled.rowsWith(fingerprint)).isEmpty();
    }

    @Test
    void aWordThatStopsIsHeardAllTheSame() {
        receive(alone("STOP"));
        filled.later(OVER);
        drop();
        assertThat(all().get(0).action()).isEqualTo("opt-out");
        assertThat(get(filled.store().optOuts().find(null, PlainInbound.OURS, null, Long.MAX_VALUE, 10)))
                .hasSize(1);
    }

    @Test
    void aTextOfAnAccountThatKeepsThemStays() throws Exception {
        filled.close();
        filled = FilledStore.open(directory);
        receive(alone("hello"));
        filled.later(KEPT.multipliedBy(100));
        assertThat(drop()).isZero();
        assertThat(all().get(0).content().text()).isEqualTo("hello");
    }

    @Test
    void lookingForThemScansNoTable() throws Exception {
        assertThat(filled.plan("SELECT key FROM inbound WHERE passing IS NOT NULL AND key <= 7 ORDER BY key LIMIT 9"))
                .allMatch(line -> line.contains("inbound_passing"));
    }

    private void receive(PlainInbound... deliveries) {
        List<InboundReading> all = PlainInbound.all(deliveries);
        assertThat(get(filled.inbound().receive(WAY, all))).contains(InboundOutcome.GIVEN);
    }

    private int drop() {
        long before = filled.nowMicros() - TimeUnit.NANOSECONDS.toMicros(KEPT.toNanos());
        return get(filled.store().retention().dropInboundTexts(before, 100));
    }

    private List<InboundMessage> all() {
        return get(filled.inbound()
                .find(new InboundFilter(null, null, null, null, null, 0, Long.MAX_VALUE, Long.MAX_VALUE), 100));
    }

    private List<EventReport> events() {
        return get(filled.store().events().after(0, 0, 100, new EventFilter(List.of("inbound.*"))))
                .events();
    }
}
