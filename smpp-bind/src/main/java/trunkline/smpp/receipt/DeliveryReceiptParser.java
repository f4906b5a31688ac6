package trunkline.smpp.receipt;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.OptionalParameters;

/**
 * Reads delivery receipts by the settings of their SMSC. Never throws, whatever a delivery holds. Thread-safe.
 */
public final class DeliveryReceiptParser {

    private final ReceiptSettings settings;

    public DeliveryReceiptParser(ReceiptSettings settings) {
        this.settings = settings;
    }

    /** The receipt that {@code delivery} is; empty if it is a message from a phone. */
    public Optional<DeliveryReceipt> parse(Delivery delivery) {
        OptionalParameters parameters = delivery.parameters();
        boolean marked = (delivery.esmClass() & settings.esmClassMask()) != 0
                || parameters.octets(OptionalParameters.RECEIPTED_MESSAGE_ID) != null;
        if (!marked && !settings.sniff()) {
            return Optional.empty();
        }
        ReceiptText text = ReceiptText.of(delivery);
        if (!marked && !text.looksLikeOne()) {
            return Optional.empty();
        }
        String stat = text.field(ReceiptText.STAT);
        int messageState = parameters.number(OptionalParameters.MESSAGE_STATE);
        byte[] networkError = parameters.octets(OptionalParameters.NETWORK_ERROR_CODE);
        return Optional.of(new DeliveryReceipt(
                ids(text.field(ReceiptText.ID), parameters),
                state(messageState, stat),
                date(text.field(ReceiptText.SUBMIT_DATE)),
                date(text.field(ReceiptText.DONE_DATE)),
                new DeliveryReceipt.Evidence(
                        stat,
                        messageState,
                        text.field(ReceiptText.ERR),
                        networkError == null ? null : HexFormat.of().formatHex(networkError))));
    }

    /** The id of a submit_sm_resp in the form that {@link DeliveryReceipt.Ids#normal} has. */
    public String normalResponseId(String smscMessageId) {
        return applied(settings.ids().response(), smscMessageId);
    }

    private DeliveryReceipt.Ids ids(@Nullable String text, OptionalParameters parameters) {
        String tlv = parameters.text(OptionalParameters.RECEIPTED_MESSAGE_ID);
        boolean hasText = text != null && !text.isEmpty();
        boolean hasTlv = tlv != null && !tlv.isEmpty();
        String normal = null;
        if (text != null && hasText && (settings.ids().preferText() || !hasTlv)) {
            normal = applied(settings.ids().text(), text);
        } else if (tlv != null && hasTlv) {
            normal = applied(settings.ids().tlv(), tlv);
        }
        return new DeliveryReceipt.Ids(normal, text, tlv, parameters.number(OptionalParameters.USER_MESSAGE_REFERENCE));
    }

    private static String applied(@Nullable MessageIdForm form, String id) {
        return form == null ? id : form.apply(id);
    }

    private MessageState state(int messageState, @Nullable String stat) {
        // 0 is a state since SMPP 5.0, and before it what some write that have none.
        boolean says = messageState > 0 || stat == null;
        return (says ? MessageState.ofOctet(messageState) : Optional.<MessageState>empty())
                .orElseGet(() -> stateOfWord(stat));
    }

    private MessageState stateOfWord(@Nullable String stat) {
        if (stat == null) {
            return MessageState.UNKNOWN;
        }
        MessageState own = settings.states().get(stat);
        return own != null ? own : MessageState.ofWord(stat).orElse(MessageState.UNKNOWN);
    }

    private @Nullable ReceiptDate date(@Nullable String raw) {
        return raw == null ? null : ReceiptDate.parse(raw, settings.dateForms());
    }
}
