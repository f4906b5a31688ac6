package trunkline.sip.dialog;

/** The owner of a call, seen from its commands; each method carries out the {@link CallCommand} of its name. */
public interface CallActions {

    void sendCancel(Reason reason);

    void dropInvite();

    void sendAck(String fork);

    void sendBye(String fork, Reason reason);

    void sendRefresh(String fork);

    void tellTrying();

    void tellRinging(int code);

    void tellEarlyMedia(MessageBody body);

    void tellAnswered(MessageBody answer);

    void tellEnded(CallOutcome outcome);

    void forget();
}
