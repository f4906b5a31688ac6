package trunkline.smpp.session;

/**
 * What an SMSC answered to an {@link OperationRequest}.
 *
 * @param messageState of a query (SMPP 3.4 §5.2.28), as it stood there; -1 in other responses and if it was cut off
 * @param errorCode of a query, the network's own, 0 to 255; -1 if there is none
 * @param finalDate of a query, in the form of §7.1.1; empty while there is none
 */
public record OperationResponse(int commandStatus, int messageState, int errorCode, String finalDate) {

    /** Of a cancel or replace, or one that could not be read to its end. */
    public static OperationResponse ofStatus(int commandStatus) {
        return new OperationResponse(commandStatus, -1, -1, "");
    }
}
