package trunkline.gateway.dispatch;

import trunkline.gateway.dispatch.SmsLinkListener.Acknowledgement;
import trunkline.gateway.inbound.InboundReading;

/** Whom a link tells of messages from phones, on the link's executor. */
public interface InboundListener {

    /** A message, or a part of one. */
    void onInbound(InboundReading reading, Acknowledgement acknowledgement);

    /** Nothing more comes for the moment: what was gathered can be written. */
    void onBatchEnd();
}
