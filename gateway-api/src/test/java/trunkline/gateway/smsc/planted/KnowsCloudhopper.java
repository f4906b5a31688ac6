package trunkline.gateway.smsc.planted;

import com.cloudhopper.smpp.pdu.Pdu;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsCloudhopper(Pdu pdu) {}
