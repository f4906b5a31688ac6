package trunkline.smpp.session;

import trunkline.smpp.address.Address;

/** Something asked of an SMSC about a message that it has taken. */
public sealed interface OperationRequest {

    /** message_id takes 64 characters and its NUL (SMPP 3.4 §5.2.23). */
    int MESSAGE_ID_CHARACTERS = 64;

    /** The message's id as it stood in submit_sm_resp. */
    String smscMessageId();

    /** The source address of the message as it was submitted; an SMSC compares it. */
    Address source();

    /** query_sm (SMPP 3.4 §4.8): where does it stand? */
    record Query(String smscMessageId, Address source) implements OperationRequest {
        public Query {
            checkId(smscMessageId);
        }
    }

    /**
     * cancel_sm (SMPP 3.4 §4.9): do not deliver it.
     *
     * @param serviceType as it was submitted, 0 to 5 characters
     * @param smscMessageId empty for all messages from {@code source} to {@code destination}
     * @param destination may be left {@link Address#NONE} where there is an id
     */
    record Cancel(String serviceType, String smscMessageId, Address source, Address destination)
            implements OperationRequest {
        public Cancel {
            PduText.check("smscMessageId", smscMessageId, MESSAGE_ID_CHARACTERS);
            if (smscMessageId.isEmpty() && destination.value().isEmpty()) {
                throw new IllegalArgumentException("'smscMessageId' must not be empty without a 'destination'");
            }
        }
    }

    /**
     * replace_sm (SMPP 3.4 §4.10): deliver this text instead. It keeps its data_coding and esm_class, so that
     * {@code userData} must be coded as the first text was.
     *
     * @param times when to deliver and until when, as for a submit
     * @param registeredDelivery the octet of §5.2.17
     */
    record Replace(
            String smscMessageId, Address source, UserData userData, SubmitOptions.Times times, int registeredDelivery)
            implements OperationRequest {
        public Replace {
            checkId(smscMessageId);
            if (userData.needsParameters()) {
                throw new IllegalArgumentException("'userData' must fit short_message: replace_sm has no parameters");
            }
        }
    }

    private static void checkId(String smscMessageId) {
        PduText.check("smscMessageId", smscMessageId, MESSAGE_ID_CHARACTERS);
        if (smscMessageId.isEmpty()) {
            throw new IllegalArgumentException("'smscMessageId' must not be empty");
        }
    }
}
