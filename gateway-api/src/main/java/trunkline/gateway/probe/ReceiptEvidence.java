package trunkline.gateway.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptDate;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.session.Delivery;

/** The receipts among what an SMSC delivered, and what they have in common. */
final class ReceiptEvidence {

    /** The clock of an SMSC may be in any time zone. */
    private static final Duration ZONES = Duration.ofHours(26);

    private static final ReceiptSettings ANY = ReceiptSettings.DEFAULT.withSniffing();
    private static final DeliveryReceiptParser PARSER = new DeliveryReceiptParser(ANY);

    /** A receipt, and the delivery it came as. */
    private record Pair(Delivery delivery, DeliveryReceipt receipt) {}

    private final List<Pair> receipts = new ArrayList<>();
    private final List<Delivery> others = new ArrayList<>();

    ReceiptEvidence(Collection<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            Optional<DeliveryReceipt> receipt = PARSER.parse(delivery);
            receipt.ifPresentOrElse(found -> receipts.add(new Pair(delivery, found)), () -> others.add(delivery));
        }
    }

    /** What is no receipt. */
    List<Delivery> others() {
        return others;
    }

    /** Ids of those that say what became of a message in the end, each once: of its text, or else of its parameter. */
    int ended() {
        return receipts.stream()
                .filter(pair -> pair.receipt().state() != MessageState.ENROUTE)
                .map(pair -> String.valueOf(
                        pair.receipt().ids().text() != null
                                ? pair.receipt().ids().text()
                                : pair.receipt().ids().tlv()))
                .collect(Collectors.toSet())
                .size();
    }

    boolean isEmpty() {
        return receipts.isEmpty();
    }

    Set<String> idsInText() {
        return ids(receipts.stream().map(pair -> pair.receipt().ids().text()).toList());
    }

    Set<String> idsInParameter() {
        return ids(receipts.stream().map(pair -> pair.receipt().ids().tlv()).toList());
    }

    private static Set<String> ids(List<@Nullable String> raw) {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : raw) {
            if (id != null && !id.isBlank()) {
                ids.add(id.strip());
            }
        }
        return ids;
    }

    /** The octets of esm_class that receipts came with. */
    Set<Integer> esmClasses() {
        return receipts.stream().map(pair -> pair.delivery().esmClass()).collect(Collectors.toSet());
    }

    /** Forms of dates that all dates fit, with a day that can be today's somewhere; none if no receipt has a date. */
    List<ReceiptDate.Form> dateForms(Instant now) {
        List<Delivery> dated = receipts.stream()
                .filter(pair -> hasDate(pair.receipt().doneDate()))
                .map(Pair::delivery)
                .toList();
        List<ReceiptDate.Form> forms = new ArrayList<>();
        for (ReceiptDate.Form form : ReceiptDate.Form.values()) {
            DeliveryReceiptParser parser = new DeliveryReceiptParser(
                    new ReceiptSettings(ANY.esmClassMask(), ANY.sniff(), List.of(form), ANY.states(), ANY.ids()));
            boolean all = dated.stream().allMatch(delivery -> parser.parse(delivery)
                    .map(DeliveryReceipt::doneDate)
                    .filter(date -> isNear(date, now))
                    .isPresent());
            if (all && !dated.isEmpty()) {
                forms.add(form);
            }
        }
        return forms;
    }

    private static boolean hasDate(@Nullable ReceiptDate date) {
        return date != null && !date.raw().isEmpty();
    }

    private static boolean isNear(ReceiptDate date, Instant now) {
        LocalDateTime local = date.local();
        return local != null
                && Duration.between(local.toInstant(ZoneOffset.UTC), now).abs().compareTo(ZONES) < 0;
    }

    /** How many receipts say which state, by their word and message_state. */
    Map<String, Integer> states() {
        Map<String, Integer> states = new TreeMap<>();
        for (Pair pair : receipts) {
            states.merge(pair.receipt().state().toString(), 1, Integer::sum);
        }
        return states;
    }

    /** Words after {@code stat:} that are not of the standard, with the state of SMPP 3.4 that message_state gives them, if any. */
    Map<String, Optional<MessageState>> ownWords() {
        Map<String, Optional<MessageState>> words = new TreeMap<>();
        for (Pair pair : receipts) {
            String word = pair.receipt().evidence().stat();
            if (word != null && MessageState.ofWord(word).isEmpty()) {
                Optional<MessageState> said =
                        MessageState.ofOctet(pair.receipt().evidence().messageState());
                words.merge(word, said, (one, other) -> one.isPresent() ? one : other);
            }
        }
        return words;
    }
}
