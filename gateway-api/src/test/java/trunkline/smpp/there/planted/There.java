package trunkline.smpp.there.planted;

import trunkline.smpp.here.planted.Here;

/** Breaks a rule of the architecture, to show that the rule bites. */
public record There(Here here) {}
