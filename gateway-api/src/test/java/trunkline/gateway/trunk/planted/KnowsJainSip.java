package trunkline.gateway.trunk.planted;

import javax.sip.SipStack;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsJainSip(SipStack stack) {}
