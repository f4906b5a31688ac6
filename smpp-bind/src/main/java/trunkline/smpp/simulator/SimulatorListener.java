package trunkline.smpp.simulator;

import trunkline.smpp.address.Address;

/** What a simulated SMSC saw. Every call comes on its one loop and must not block. */
public interface SimulatorListener {

    /** Listens to nothing. */
    SimulatorListener NONE = new SimulatorListener() {
        @Override
        public void onMessage(ReceivedMessage message) {}

        @Override
        public void onReceipt(SentReceipt receipt) {}
    };

    /** An ESME wants to bind, and is answered {@code commandStatus}. */
    default void onBind(String systemId, int commandStatus) {}

    /** A message is whole: alone, or with the last of its segments. */
    void onMessage(ReceivedMessage message);

    /** A message was cancelled by cancel_sm before it was delivered; {@code id} as its response had it. */
    default void onCancelled(String id) {}

    /** A message's text was replaced by replace_sm before it was delivered. */
    default void onReplaced(String id, String text) {}

    /** A receipt was sent; again if it is a duplicate, or was not answered the first time. */
    void onReceipt(SentReceipt receipt);

    /**
     * A whole message as the phone would show it.
     *
     * @param segments submit_sm it came in
     * @param dataCoding the octet of SMPP 3.4 §5.2.19 of its last segment
     */
    record ReceivedMessage(Address from, Address to, String text, int segments, int dataCoding) {}

    /**
     * A receipt on its way.
     *
     * @param id as the receipt writes it
     * @param to the phone that the message was for
     * @param state the word behind {@code stat:}
     */
    record SentReceipt(String id, Address to, String state) {}
}
