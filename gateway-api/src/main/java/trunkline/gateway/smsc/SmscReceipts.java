package trunkline.gateway.smsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.store.NotedSegment;
import trunkline.gateway.store.ReceiptReading;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.receipt.IdLearning;
import trunkline.smpp.receipt.IdMatch;
import trunkline.smpp.receipt.IdMatch.Agreement;
import trunkline.smpp.receipt.IdMatch.Evidence;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.receipt.ReceiptSettings;
import trunkline.smpp.session.Delivery;

/** The delivery receipts of one SMSC: how they are read, and what their ids have taught. Thread-safe. */
final class SmscReceipts {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmscReceipts.class);

    private final String smsc;
    private final DeliveryReceiptParser parser;
    private final IdLearning ids;

    SmscReceipts(String smsc, ReceiptSettings settings) {
        this.smsc = smsc;
        this.parser = new DeliveryReceiptParser(settings);
        this.ids = new IdLearning(settings.ids());
    }

    IdLearning ids() {
        return ids;
    }

    /** What {@code delivery} says, if it is a receipt. */
    Optional<ReceiptReading> read(int bind, Delivery delivery) {
        return parser.parse(delivery).map(receipt -> new Reading(bind, delivery, receipt));
    }

    /** The same of octets that were kept; null if they cannot be read any more. */
    @Nullable
    ReceiptReading read(int bind, byte[] pdu) {
        try {
            return read(bind, Delivery.decode(pdu)).orElse(null);
        } catch (IllegalArgumentException e) {
            LOGGER.atError()
                    .addKeyValue("smsc", smsc)
                    .addKeyValue("cause", e.getMessage())
                    .log("a receipt that was kept cannot be read");
            return null;
        }
    }

    /** What a state at the SMSC says of a segment. */
    static SegmentState state(MessageState state) {
        return switch (state) {
            case SCHEDULED, ENROUTE, ACCEPTED -> SegmentState.SUBMITTED;
            case DELIVERED -> SegmentState.DELIVERED;
            case EXPIRED -> SegmentState.EXPIRED;
            case DELETED, UNDELIVERABLE, SKIPPED -> SegmentState.FAILED;
            case REJECTED -> SegmentState.REJECTED;
            case UNKNOWN -> SegmentState.UNKNOWN;
        };
    }

    private final class Reading implements ReceiptReading {

        private final int bind;
        private final Delivery delivery;
        private final DeliveryReceipt receipt;
        private IdMatch.@Nullable Take taken;

        Reading(int bind, Delivery delivery, DeliveryReceipt receipt) {
            this.bind = bind;
            this.delivery = delivery;
            this.receipt = receipt;
        }

        @Override
        public List<String> keys() {
            return ids.candidates(receipt.ids()).stream()
                    .map(IdMatch.Candidate::key)
                    .toList();
        }

        @Override
        public SegmentState state() {
            return SmscReceipts.state(receipt.state());
        }

        @Override
        public String recipient() {
            String digits = digits(delivery.source().value());
            return digits.isEmpty() || !digits.chars().allMatch(Character::isDigit) ? "" : "+" + digits;
        }

        @Override
        public int bind() {
            return bind;
        }

        @Override
        public byte[] pdu() {
            return delivery.octets();
        }

        @Override
        public @Nullable NotedSegment choose(List<NotedSegment> segments, boolean mayWait) {
            List<IdMatch.Claim> claims = new ArrayList<>(segments.size());
            for (int i = 0; i < segments.size(); i++) {
                claims.add(new IdMatch.Claim(i, segments.get(i).responseId(), evidence(segments.get(i))));
            }
            IdMatch.Choice choice = ids.choose(receipt.ids(), claims, mayWait);
            if (choice instanceof IdMatch.Take take) {
                taken = take;
                return segments.get((int) take.claim().token());
            }
            return null;
        }

        /** A receipt comes from the number that the message went to, most of the time. */
        private Evidence evidence(NotedSegment segment) {
            String from = digits(delivery.source().value());
            String to = digits(segment.recipient());
            if (from.isEmpty()) {
                return Evidence.NONE;
            }
            return Evidence.ofDestination(to.endsWith(from) || from.endsWith(to) ? Agreement.YES : Agreement.NO);
        }

        private static String digits(String number) {
            String plain = number.startsWith("+") ? number.substring(1) : number;
            return plain.startsWith("0") ? plain.replaceFirst("^0+", "") : plain;
        }

        @Override
        public void matched() {
            if (taken != null) {
                ids.confirmed(receipt.ids(), taken);
            }
        }

        @Override
        public void unmatched() {
            ids.unmatched();
        }
    }
}
